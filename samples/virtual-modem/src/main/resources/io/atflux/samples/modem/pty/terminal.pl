# One pseudo-terminal of Linux that stays when hosts come and go. Its name is printed; then, for as long as a host has it open, its bytes
# go to and from a Unix domain socket. It ends with its standard input, that is at the latest with the process that made it, and when the
# socket is closed while a host is there: that host sees the terminal hang up.
use strict;
use warnings;
use Errno qw(EAGAIN EINTR);
use Fcntl;
use Socket;

use constant { TIOCSPTLCK => 0x40045431, TIOCGPTN => 0x80045430, TCFLSH => 0x540B, TCIFLUSH => 0 };
use constant { PIECE => 4096, POLL_SECONDS => 0.01 };

my ($path) = @ARGV;
# An interrupted program takes its terminals away by itself.
$SIG{$_} = 'IGNORE' for qw(PIPE INT);
$| = 1;

sysopen(my $master, '/dev/ptmx', O_RDWR | O_NOCTTY | O_NONBLOCK) or die "cannot open /dev/ptmx: $!\n";
my $locked = pack('i', 0);
ioctl($master, TIOCSPTLCK, $locked) or die "cannot unlock a pseudo-terminal: $!\n";
my $number = pack('i', 0);
ioctl($master, TIOCGPTN, $number) or die "cannot name a pseudo-terminal: $!\n";
my $device = '/dev/pts/' . unpack('i', $number);

# Makes it raw, and drops what the last host did not read. Until the host's side was open once, its absence does not show.
sub clean {
    sysopen(my $slave, $device, O_RDWR | O_NOCTTY | O_NONBLOCK) or die "cannot open $device: $!\n";
    system('stty', '-F', $device, 'raw', '-echo') == 0 or die "stty fails on $device\n";
    ioctl($slave, TCFLSH, TCIFLUSH);
    close($slave);
}

# What the host wrote; empty if nothing; undefined if there is no host.
sub from_host {
    my $count = sysread($master, my $bytes, PIECE);
    return $bytes if $count;
    return defined($count) || !($!{EAGAIN} || $!{EINTR}) ? undef : '';
}

# Which of the handles can be read, and whether that one can be written.
sub wait_for {
    my ($seconds, $written, @read) = @_;
    my ($readable, $writable) = ('', '');
    vec($readable, fileno($_), 1) = 1 for @read;
    vec($writable, fileno($written), 1) = 1 if $written;
    select($readable, $writable, undef, $seconds) >= 0 or return sub { 0 };
    exit 0 if vec($readable, fileno(STDIN), 1);
    return sub { vec($readable, fileno($_[0]), 1) };
}

sub put {
    my ($handle, $bytes) = @_;
    my $count = syswrite($handle, $bytes);
    return substr($bytes, $count) if defined $count;
    return $!{EAGAIN} || $!{EINTR} ? $bytes : undef;
}

sub serve {
    my ($to_module) = @_;
    socket(my $module, PF_UNIX, SOCK_STREAM, 0) or die "cannot make a socket: $!\n";
    connect($module, pack_sockaddr_un($path)) or exit 0;
    my $to_host = '';
    while (1) {
        while (length $to_module) {
            $to_module = put($module, $to_module) // exit 0;
        }
        # A module that is not read from is told so by its socket, which fills.
        my $ready = wait_for(undef, length $to_host ? $master : undef, \*STDIN, $master, length $to_host ? () : $module);
        if ($ready->($master)) {
            $to_module = from_host();
            if (!defined $to_module) {
                # Before the module hears that the host is gone: the next one may come by another way.
                clean();
                return close($module);
            }
        }
        if (!length $to_host && $ready->($module)) {
            my $count = sysread($module, $to_host, PIECE);
            exit 0 unless $count;
        }
        $to_host = put($master, $to_host) // '' if length $to_host;
    }
}

clean();
print "$device\n";
while (1) {
    my $bytes = from_host();
    if (defined $bytes) {
        serve($bytes);
    } else {
        wait_for(POLL_SECONDS, undef, \*STDIN);
    }
}
