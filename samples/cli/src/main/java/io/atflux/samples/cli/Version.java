package io.atflux.samples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build recorded. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/atflux-build.properties")) {
            if (in == null) {
                throw new IOException("atflux-build.properties is missing");
            }
            build.load(in);
        }
        return new String[] {"atflux " + build.getProperty("version")};
    }
}
