package io.atflux.mqtt;

/**
 * A received message as the module printed it.
 *
 * @param clientId which of the module's MQTT clients received it
 * @param message the message
 */
public record InboundMessage(int clientId, MqttMessage message) {}
