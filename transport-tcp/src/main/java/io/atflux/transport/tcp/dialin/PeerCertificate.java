package io.atflux.transport.tcp.dialin;

import io.netty.handler.ssl.SslHandler;
import java.security.Principal;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Who a verified certificate is for. */
final class PeerCertificate {

    private PeerCertificate() {}

    /** The subject's common name, the whole subject where it has none, empty without a certificate. */
    static String name(@Nullable SslHandler tls) {
        if (tls == null) {
            return "";
        }
        try {
            Principal subject = tls.engine().getSession().getPeerPrincipal();
            for (Rdn part : new LdapName(subject.getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    return String.valueOf(part.getValue());
                }
            }
            return subject.getName();
        } catch (SSLPeerUnverifiedException | InvalidNameException none) {
            return "";
        }
    }
}
