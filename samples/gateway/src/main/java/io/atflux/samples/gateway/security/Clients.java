package io.atflux.samples.gateway.security;

import io.atflux.samples.gateway.config.SecurityProperties;
import io.atflux.samples.gateway.config.SecurityProperties.Client;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/** The clients that are configured, by their tokens. A comparison takes constant time. */
final class Clients {

    private final Map<String, Client> clients;

    Clients(SecurityProperties properties) {
        this.clients = properties.clients();
    }

    boolean isEmpty() {
        return clients.isEmpty();
    }

    /** By {@code Authorization: Bearer}; empty for a token that is none of these. */
    Mono<Authentication> bearer(Authentication given) {
        String token = given instanceof BearerTokenAuthenticationToken bearer ? bearer.getToken() : "";
        return Mono.justOrEmpty(known(null, token));
    }

    /** By {@code Authorization: Basic}, which a browser asks its user for. */
    Mono<Authentication> basic(Authentication given) {
        return Mono.justOrEmpty(known(given.getName(), String.valueOf(given.getCredentials())))
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("no such client, or another token")));
    }

    private @Nullable Authentication known(@Nullable String name, String token) {
        Authentication found = null;
        for (Map.Entry<String, Client> each : clients.entrySet()) {
            boolean same = MessageDigest.isEqual(bytes(each.getValue().token().text()), bytes(token));
            if (same && (name == null || name.equals(each.getKey()))) {
                found = UsernamePasswordAuthenticationToken.authenticated(
                        each.getKey(), null, authorities(each.getValue()));
            }
        }
        return found;
    }

    private static List<GrantedAuthority> authorities(Client client) {
        return client.roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
