package io.atflux.transport.serial;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The identity that a USB port reports. */
public final class UsbIdentity {

    private final int vendorId;
    private final int productId;
    private final @Nullable String serialNumber;
    private final @Nullable String manufacturer;
    private final @Nullable Integer interfaceNumber;

    UsbIdentity(
            int vendorId,
            int productId,
            @Nullable String serialNumber,
            @Nullable String manufacturer,
            @Nullable Integer interfaceNumber) {
        this.vendorId = vendorId;
        this.productId = productId;
        this.serialNumber = serialNumber;
        this.manufacturer = manufacturer;
        this.interfaceNumber = interfaceNumber;
    }

    /** The vendor id, 0 to 65535. */
    public int vendorId() {
        return vendorId;
    }

    /** The product id, 0 to 65535. */
    public int productId() {
        return productId;
    }

    /** The device's serial number; modules of one type often share one. Null if it reports none. */
    public @Nullable String serialNumber() {
        return serialNumber;
    }

    /** The manufacturer reported by the device; null if none. */
    public @Nullable String manufacturer() {
        return manufacturer;
    }

    /** The number of this port's interface on the device, 0 to 255; known on Linux only, null on other platforms. */
    public @Nullable Integer interfaceNumber() {
        return interfaceNumber;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UsbIdentity usb
                && vendorId == usb.vendorId
                && productId == usb.productId
                && Objects.equals(serialNumber, usb.serialNumber)
                && Objects.equals(manufacturer, usb.manufacturer)
                && Objects.equals(interfaceNumber, usb.interfaceNumber);
    }

    @Override
    public int hashCode() {
        return Objects.hash(vendorId, productId, serialNumber, manufacturer, interfaceNumber);
    }

    @Override
    public String toString() {
        return String.format("%04x:%04x", vendorId, productId)
                + (serialNumber == null ? "" : " " + serialNumber)
                + (interfaceNumber == null ? "" : " interface " + interfaceNumber);
    }
}
