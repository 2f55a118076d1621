package io.atflux.samples.gateway.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.atflux.samples.gateway.config.GatewayProperties;
import io.atflux.samples.gateway.config.StartRefusedException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.CorsSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import reactor.core.publisher.Mono;

/**
 * Who may do what. Without credentials the service is this machine's alone: all may do all, and it does not start on another address.
 * With credentials each has its roles, on each address.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    Access access(GatewayProperties properties, ServerProperties server, ObjectProvider<ReactiveJwtDecoder> tokens) {
        boolean credentials = !properties.security().clients().isEmpty() || tokens.getIfAvailable() != null;
        InetAddress address = server.getAddress();
        if (!credentials && (address == null || !address.isLoopbackAddress())) {
            throw new StartRefusedException(
                    "server.address " + (address == null ? "is not set" : address.getHostAddress())
                            + ": others than this machine are let in only with credentials.",
                    "Set gateway.security.clients, or spring.security.oauth2.resourceserver.jwt.issuer-uri, or"
                            + " server.address=127.0.0.1.");
        }
        return credentials ? Access.BY_CREDENTIALS : Access.LOCAL;
    }

    @Bean
    SecurityWebFilterChain security(
            ServerHttpSecurity http,
            Access access,
            GatewayProperties properties,
            Refusals refusals,
            ObjectProvider<ReactiveJwtDecoder> tokens) {
        http.exceptionHandling(
                refused -> refused.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
        http.cors(CorsSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .csrf(csrf -> csrf.csrfTokenRepository(new CookieServerCsrfTokenRepository())
                        .accessDeniedHandler(refusals)
                        .requireCsrfProtectionMatcher(new CrossSite()))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
                .addFilterBefore(new AuditFilter.Who(), SecurityWebFiltersOrder.AUTHORIZATION)
                .authorizeExchange(SecurityConfiguration::rules);
        if (access == Access.LOCAL) {
            http.anonymous(
                    anybody -> anybody.principal("local").authorities("ROLE_READ", "ROLE_PUBLISH", "ROLE_RAW_AT"));
        } else {
            Clients clients = new Clients(properties.security());
            ReactiveAuthenticationManager others =
                    jwt(tokens.getIfAvailable(), properties.security().rolesClaim());
            http.httpBasic(basic -> basic.authenticationManager(clients::basic).authenticationEntryPoint(refusals))
                    .oauth2ResourceServer(bearer -> bearer.authenticationEntryPoint(refusals)
                            .accessDeniedHandler(refusals)
                            .jwt(jwt -> jwt.authenticationManager(
                                    given -> clients.bearer(given).switchIfEmpty(others.authenticate(given)))));
        }
        return http.build();
    }

    private static void rules(AuthorizeExchangeSpec all) {
        all.pathMatchers(GET, "/actuator/health/liveness", "/actuator/health/readiness")
                .permitAll()
                .pathMatchers(POST, "/api/modems/*/at", "/demo/**")
                .hasRole("RAW_AT")
                .pathMatchers(POST, "/api/modems/*/doctor", "/modems/*/doctor")
                .hasRole("READ")
                .pathMatchers(GET, "/**")
                .hasRole("READ")
                .anyExchange()
                .hasRole("PUBLISH");
    }

    private static ReactiveAuthenticationManager jwt(@Nullable ReactiveJwtDecoder decoder, String claim) {
        if (decoder == null) {
            return given ->
                    Mono.error(new org.springframework.security.oauth2.server.resource.InvalidBearerTokenException(
                            "unknown token"));
        }
        JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
        roles.setAuthoritiesClaimName(claim);
        roles.setAuthorityPrefix("ROLE_");
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(roles);
        JwtReactiveAuthenticationManager manager = new JwtReactiveAuthenticationManager(decoder);
        manager.setJwtAuthenticationConverter(new ReactiveJwtAuthenticationConverterAdapter(converter));
        return manager;
    }
}
