package io.atflux.samples.cli.ports;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atflux.transport.serial.PortInfo;
import io.atflux.transport.serial.ProbeResult;
import io.atflux.transport.serial.UsbIdentity;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A port, and the result of its probe.
 *
 * @param result null if no probe was requested
 */
record Finding(PortInfo port, @Nullable ProbeResult result) {

    private static final JsonMapper JSON = new JsonMapper();

    boolean speaksAt() {
        ProbeResult probed = result;
        return probed != null && probed.speaksAt();
    }

    /** The port's line, and one line per stable name. */
    String text() {
        StringJoiner lines = new StringJoiner(System.lineSeparator() + "    ");
        lines.add(Stream.of(
                        port.path(),
                        verdict(),
                        port.usb() == null ? "" : port.usb().toString(),
                        port.description())
                .filter(part -> !part.isEmpty())
                .reduce((left, right) -> left + "  " + right)
                .orElse(""));
        port.stableNames().forEach(lines::add);
        return lines.toString();
    }

    private String verdict() {
        ProbeResult probed = result;
        return probed == null
                ? ""
                : switch (probed.verdict()) {
                    case SPEAKS_AT -> "speaks AT";
                    case NO_ANSWER -> "no answer: " + probed.detail();
                    case UNUSABLE -> "unusable: " + probed.detail();
                };
    }

    String json() {
        ObjectNode object = JSON.createObjectNode().put("path", port.path()).put("description", port.description());
        UsbIdentity usb = port.usb();
        if (usb != null) {
            object.putObject("usb")
                    .put("vendorId", usb.vendorId())
                    .put("productId", usb.productId())
                    .put("serialNumber", usb.serialNumber())
                    .put("manufacturer", usb.manufacturer())
                    .put("interface", usb.interfaceNumber());
        }
        port.stableNames().forEach(object.putArray("names")::add);
        if (result != null) {
            object.put("verdict", Objects.requireNonNull(result).verdict().name())
                    .put("detail", result.detail());
        }
        return object.toString();
    }
}
