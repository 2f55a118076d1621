package io.atflux.samples.modem.module;

/**
 * What AT+MQTTUSER sets.
 *
 * @param user empty for none
 * @param password empty for none
 * @param clientId the MQTT client identifier
 */
public record MqttIdentity(byte[] user, byte[] password, String clientId) {

    /** Never shows the credentials. */
    @Override
    public String toString() {
        return "MqttIdentity[" + clientId + "]";
    }
}
