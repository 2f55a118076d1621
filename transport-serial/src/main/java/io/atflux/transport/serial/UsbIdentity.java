package io.atflux.transport.serial;

import org.jspecify.annotations.Nullable;

/**
 * What a port on the USB tells about itself.
 *
 * @param vendorId 0 to 65535
 * @param productId 0 to 65535
 * @param serialNumber of the device; modules of one type often share one
 * @param manufacturer as the device tells it
 * @param interfaceNumber which of the device's interfaces this port is, 0 to 255; known on Linux alone
 */
public record UsbIdentity(
        int vendorId,
        int productId,
        @Nullable String serialNumber,
        @Nullable String manufacturer,
        @Nullable Integer interfaceNumber) {

    @Override
    public String toString() {
        return String.format("%04x:%04x", vendorId, productId)
                + (serialNumber == null ? "" : " " + serialNumber)
                + (interfaceNumber == null ? "" : " interface " + interfaceNumber);
    }
}
