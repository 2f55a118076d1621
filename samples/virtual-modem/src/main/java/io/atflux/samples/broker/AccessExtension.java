package io.atflux.samples.broker;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import com.hivemq.extension.sdk.api.client.parameter.ClientTlsInformation;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The broker consults {@link BrokerAccess} through this extension. It also provides the service that disconnects a
 * client.
 */
final class AccessExtension implements ExtensionMain {

    private final BrokerAccess access;
    private final Map<String, Integer> arrivals = new ConcurrentHashMap<>();
    private volatile @Nullable ClientService clients;

    AccessExtension(BrokerAccess access) {
        this.access = access;
    }

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        clients = Services.clientService();
        SimpleAuthenticator authenticator = this::authenticate;
        SubscriptionAuthorizer authorizer = this::authorize;
        Services.securityRegistry().setAuthenticatorProvider(ignored -> authenticator);
        Services.securityRegistry().setAuthorizerProvider(ignored -> authorizer);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        clients = null;
    }

    /** Null while the broker is down. */
    @Nullable
    ClientService clients() {
        return clients;
    }

    /** The number of connection attempts with this client id. */
    int arrivals(String clientId) {
        return arrivals.getOrDefault(clientId, 0);
    }

    private void authenticate(SimpleAuthInput input, SimpleAuthOutput output) {
        ConnectPacket connect = input.getConnectPacket();
        arrivals.merge(connect.getClientId(), 1, Integer::sum);
        boolean certified = input.getConnectionInformation()
                .getClientTlsInformation()
                .flatMap(ClientTlsInformation::getClientCertificate)
                .isPresent();
        ConnackReasonCode reason = access.admit(
                connect.getUserName().orElse(null), connect.getPassword().orElse(null), certified);
        if (reason == ConnackReasonCode.SUCCESS) {
            output.authenticateSuccessfully();
        } else {
            output.failAuthentication(reason);
        }
    }

    private void authorize(SubscriptionAuthorizerInput input, SubscriptionAuthorizerOutput output) {
        if (access.maySubscribe(input.getSubscription().getTopicFilter())) {
            output.authorizeSuccessfully();
        } else {
            output.failAuthorization();
        }
    }
}
