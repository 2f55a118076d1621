package io.atflux.link.request;

import io.atflux.mqtt.MqttMessage;

/** The id is the last level of the topics. */
final class ByTopic implements RequestCorrelation {

    @Override
    public MqttMessage mark(MqttMessage request, String id) {
        return MqttMessage.builder(request.topic() + "/" + id)
                .payload(request.payload())
                .qos(request.qos())
                .retain(request.retain())
                .build();
    }

    @Override
    public String idOf(MqttMessage response) {
        String topic = response.topic();
        return topic.substring(topic.lastIndexOf('/') + 1);
    }
}
