package io.atflux.transport.tcp.dialin;

import io.netty.handler.ssl.SslHandler;
import java.security.Principal;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The owner of a verified certificate. */
final class PeerCertificate {

    private PeerCertificate() {}

    /**
     * The subject's common name, the most specific of several; empty without one, and without a certificate. No other part of a
     * subject is used as a name, because all devices of one owner share the rest.
     */
    static String name(@Nullable SslHandler tls) {
        if (tls == null) {
            return "";
        }
        try {
            Principal subject = tls.engine().getSession().getPeerPrincipal();
            String name = "";
            // The most specific part comes last.
            for (Rdn part : new LdapName(subject.getName()).getRdns()) {
                Attribute common = part.toAttributes().get("CN");
                if (common != null && common.get() instanceof String text) {
                    name = text;
                }
            }
            return name;
        } catch (SSLPeerUnverifiedException | NamingException none) {
            return "";
        }
    }
}
