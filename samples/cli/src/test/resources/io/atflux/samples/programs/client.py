"""Sends AT commands, one for each argument after the port's URL, and prints their answers.

"speed=9600" changes the port's speed, in bits per second.
"""
import sys

import serial


def answer(port, command):
    port.write(command.encode() + b"\r")
    read = b""
    while not read.endswith((b"\r\nOK\r\n", b"ERROR\r\n")):
        byte = port.read(1)
        if not byte:
            sys.exit("no answer to %s but %r" % (command, read))
        read += byte
    return read


with serial.serial_for_url(sys.argv[1], baudrate=115200, timeout=10) as port:
    for step in sys.argv[2:]:
        if step.startswith("speed="):
            port.baudrate = int(step.removeprefix("speed="))
        else:
            print(step, answer(port, step), flush=True)
