package io.atflux.samples.modem.module;

/**
 * The parameters of AT+MQTTUSER.
 *
 * @param user empty for none
 * @param password empty for none
 * @param clientId the MQTT client identifier
 */
public record MqttIdentity(byte[] user, byte[] password, String clientId) {

    /** The text without the credentials. */
    @Override
    public String toString() {
        return "MqttIdentity[" + clientId + "]";
    }
}
