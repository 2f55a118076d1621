package io.atflux.samples.modem.module;

import io.atflux.samples.modem.uplink.OpenRequest;
import org.jspecify.annotations.Nullable;

/** The settings of a client before its session is opened; lost at power-off. */
public final class MqttSetup {

    private MqttIdentity identity;
    private boolean identified;
    private OpenRequest.@Nullable Will will;

    MqttSetup(String defaultClientId) {
        identity = new MqttIdentity(new byte[0], new byte[0], defaultClientId);
    }

    /** The parameters of AT+MQTTUSER. */
    public MqttIdentity identity() {
        return identity;
    }

    /** Whether AT+MQTTUSER was used. */
    public boolean identified() {
        return identified;
    }

    /** AT+MQTTUSER. */
    public void identity(MqttIdentity next) {
        identity = next;
        identified = true;
    }

    /** AT+MQTTWILL. */
    public void will(OpenRequest.Will next) {
        will = next;
    }

    OpenRequest request(OpenTarget target) {
        return target.request(identity, will);
    }
}
