"""An RFC 2217 server for one connection, in front of the port whose URL is the argument."""
import logging
import socket
import sys
import threading

import serial
import serial.rfc2217

logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
port = serial.serial_for_url(sys.argv[1], baudrate=115200, timeout=0.1)


class Connection:
    """PortManager writes to it from both threads."""

    def __init__(self, taken):
        self.socket = taken
        self.lock = threading.Lock()

    def write(self, data):
        with self.lock:
            self.socket.sendall(data)


def port_to_network(connection, manager):
    while True:
        data = port.read(1)
        if data:
            data += port.read(port.in_waiting)
            connection.write(b"".join(manager.escape(data)))


with socket.create_server(("127.0.0.1", 0)) as server:
    print("listening on %d" % server.getsockname()[1], flush=True)
    taken, _ = server.accept()
taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
connection = Connection(taken)
manager = serial.rfc2217.PortManager(port, connection, logging.getLogger("manager"))
threading.Thread(target=port_to_network, args=(connection, manager), daemon=True).start()
while True:
    data = taken.recv(1024)
    if not data:
        break
    port.write(b"".join(manager.filter(data)))
print("the client has gone", flush=True)
