package io.atflux.mqtt;

/**
 * Counters of one MQTT client since it was made.
 *
 * @param confirmed messages that the module confirmed as published
 * @param failed messages that were not confirmed
 * @param possiblyDuplicated messages that may have reached the broker more than once
 * @param dropped received messages that a subscriber's overflow policy dropped
 * @param cut received messages of which a part is missing, or may be
 * @param ambiguous received messages of which nobody can say where their topic ends
 */
public record MqttStats(long confirmed, long failed, long possiblyDuplicated, long dropped, long cut, long ambiguous) {}
