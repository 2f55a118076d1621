# A Linux pseudo-terminal that stays when hosts connect and disconnect. Its name is printed. While a host has it open, its bytes go to
# and from a Unix domain socket. If no next host could use it, or to hang up under a host whose socket was closed, another terminal takes
# its place: its name is printed, and the old one stays until a byte on standard input says that hosts can find the new one. The
# program ends when its standard input ends, at the latest with the process that started it.
use strict;
use warnings;
use Errno qw(EAGAIN EBUSY EINTR);
use Fcntl;
use POSIX ();
use Socket;

use constant { TIOCSPTLCK => 0x40045431, TIOCGPTN => 0x80045430, TCFLSH => 0x540B, TCOFLUSH => 1 };
use constant { PIECE => 4096, POLL_SECONDS => 0.01 };

my ($path) = @ARGV;
# The parent handles the interrupt and closes the standard input.
$SIG{$_} = 'IGNORE' for qw(PIPE INT);
$| = 1;

my ($master, $device);
# The bytes read ahead from the next host, if any.
my $ahead;
my $raw = POSIX::Termios->new;

sub make {
    sysopen(my $made, '/dev/ptmx', O_RDWR | O_NOCTTY | O_NONBLOCK) or die "cannot open /dev/ptmx: $!\n";
    my $locked = pack('i', 0);
    ioctl($made, TIOCSPTLCK, $locked) or die "cannot unlock a pseudo-terminal: $!\n";
    my $number = pack('i', 0);
    ioctl($made, TIOCGPTN, $number) or die "cannot name a pseudo-terminal: $!\n";
    $device = '/dev/pts/' . unpack('i', $number);
    # The host's absence is visible only after the host's side was opened once.
    sysopen(my $slave, $device, O_RDWR | O_NOCTTY | O_NONBLOCK) or die "cannot open $device: $!\n";
    close($slave);
    $raw->getattr(fileno $made) or die "cannot read the settings of $device: $!\n";
    $raw->setiflag(0);
    $raw->setoflag(0);
    $raw->setlflag(0);
    $raw->setcc(POSIX::VMIN, 1);
    $raw->setcc(POSIX::VTIME, 0);
    # Returns the old one, which is closed with its last reference.
    ($master, $made) = ($made, $master);
    clean();
    print "$device\n";
    return $made;
}

# Makes it raw, and drops output that the last host did not read. Done on the master side, as a host may have it open again: its line is not
# blocked, and it sees no other program.
sub clean {
    ioctl($master, TCFLSH, TCOFLUSH);
    $raw->setattr(fileno $master, POSIX::TCSAFLUSH) or die "cannot set $device: $!\n";
}

sub replace {
    my $old = make();
    sysread(STDIN, my $moved, 1) or exit 0;
}

# A host that set the terminal to exclusive use (TIOCEXCL) leaves it so: only root may open it then.
sub is_barred {
    return 0 if sysopen(my $slave, $device, O_RDWR | O_NOCTTY | O_NONBLOCK) || !$!{EBUSY};
    # The exclusive host may be the next one, which has the terminal open.
    $ahead = from_host();
    return !defined $ahead;
}

# The bytes that the host wrote; empty if none; undefined if there is no host.
sub from_host {
    my $count = sysread($master, my $bytes, PIECE);
    return $bytes if $count;
    return defined($count) || !($!{EAGAIN} || $!{EINTR}) ? undef : '';
}

# Waits until a handle can be read or that one written; returns a test for readable handles.
sub wait_for {
    my ($seconds, $written, @read) = @_;
    my ($readable, $writable) = ('', '');
    vec($readable, fileno($_), 1) = 1 for @read;
    vec($writable, fileno($written), 1) = 1 if $written;
    select($readable, $writable, undef, $seconds) >= 0 or return sub { 0 };
    exit 0 if vec($readable, fileno(STDIN), 1);
    return sub { vec($readable, fileno($_[0]), 1) };
}

# Writes, and returns the unwritten rest; undefined if the handle is closed.
sub put {
    my ($handle, $bytes) = @_;
    my $count = syswrite($handle, $bytes);
    return substr($bytes, $count) if defined $count;
    return $!{EAGAIN} || $!{EINTR} ? $bytes : undef;
}

# Copies the bytes until the host is gone or the module hangs up.
sub serve {
    my ($to_module) = @_;
    socket(my $module, PF_UNIX, SOCK_STREAM, 0) or die "cannot make a socket: $!\n";
    connect($module, pack_sockaddr_un($path)) or exit 0;
    my $to_host = '';
    while (1) {
        while (length $to_module) {
            $to_module = put($module, $to_module) // return replace();
        }
        # The module is not read while output to the host is pending; its socket fills and signals that.
        my $ready = wait_for(undef, length $to_host ? $master : undef, \*STDIN, $master, length $to_host ? () : $module);
        if ($ready->($master)) {
            $to_module = from_host();
            if (!defined $to_module) {
                # Before the module is notified that the host is gone: the next one may use another endpoint.
                clean();
                replace() if is_barred();
                return;
            }
        }
        if (!length $to_host && $ready->($module)) {
            sysread($module, $to_host, PIECE) or return replace();
        }
        $to_host = put($master, $to_host) // '' if length $to_host;
    }
}

make();
while (1) {
    my $bytes = $ahead // from_host();
    undef $ahead;
    if (defined $bytes) {
        serve($bytes);
    } else {
        wait_for(POLL_SECONDS, undef, \*STDIN);
    }
}
