package io.atflux.profile;

/**
 * The error numbers of the packet domain (27.007 9.2.2), which are causes of 24.008, 24.301 and 24.501: one number and its text
 * per line. Up to release 14 there were fewer, and 173 and 174 had other texts.
 */
final class PacketErrors {

    /** The texts of GPRS and UMTS; for causes without one, those of EPS or 5GS. */
    static final String CAUSES = """
            102 IMSI unknown in HLR
            103 illegal MS
            104 IMSI unknown in VLR
            105 IMEI not accepted
            106 illegal ME
            107 GPRS services not allowed
            108 GPRS services and non-GPRS services not allowed
            109 MS identity cannot be derived by the network
            110 implicitly detached
            111 PLMN not allowed
            112 location area not allowed
            113 roaming not allowed in this location area
            114 GPRS services not allowed in this PLMN
            115 no suitable cells in location area
            116 MSC temporarily not reachable
            117 network failure
            118 CS domain not available
            119 ESM failure
            122 congestion
            124 MBMS bearer capabilities insufficient for the service
            125 not authorized for this CSG
            126 insufficient resources
            127 missing or unknown APN
            128 unknown PDP address or PDP type
            129 user authentication failed
            130 activation rejected by GGSN, Serving GW or PDN GW
            131 activation rejected, unspecified
            132 service option not supported
            133 requested service option not subscribed
            134 service option temporarily out of order
            135 NSAPI already used
            136 regular deactivation
            137 QoS not accepted
            138 call cannot be identified
            139 CS service temporarily not available
            140 feature not supported
            141 semantic error in the TFT operation
            142 syntactical error in the TFT operation
            143 unknown PDP context
            144 semantic errors in packet filter(s)
            145 syntactical errors in packet filter(s)
            146 PDP context without TFT already activated
            147 multicast group membership time-out
            148 unspecified GPRS error
            149 PDP authentication failure
            150 invalid mobile class
            171 last PDN disconnection not allowed
            172 semantically incorrect message
            173 invalid mandatory information
            174 message type non-existent or not implemented
            175 conditional IE error
            176 protocol error, unspecified
            177 operator determined barring
            178 maximum number of PDP contexts reached
            179 requested APN not supported in current RAT and PLMN combination
            180 request rejected, bearer control mode violation
            181 unsupported QCI value
            182 user data transmission via control plane is congested
            183 SMS provided via GPRS in this routing area
            184 invalid PTI value
            185 no PDP context activated
            186 message not compatible with protocol state
            187 recovery on timer expiry
            188 invalid transaction identifier value
            189 requested service option not authorized in this PLMN
            190 network failure
            191 reactivation requested
            192 PDP type IPv4 only allowed
            193 PDP type IPv6 only allowed
            194 single address bearers only allowed
            195 collision with network initiated request
            196 PDP type IPv4v6 only allowed
            197 PDP type non IP only allowed
            198 bearer handling not supported
            199 APN restriction value incompatible with active PDP context
            200 multiple accesses to a PDN connection not allowed
            201 ESM information not received
            202 PDN connection does not exist
            203 multiple PDN connections for a given APN not allowed
            204 severe network failure
            205 insufficient resources for specific slice and DNN
            206 not supported SSC mode
            207 insufficient resources for specific slice
            208 message type not compatible with protocol state
            209 information element non-existent or not implemented
            210 N1 mode not allowed
            211 restricted service area
            212 LADN not available
            213 missing or unknown DNN in a slice
            214 ngKSI already in use
            215 payload was not forwarded
            216 non-3GPP access to 5GCN not allowed
            217 serving network not authorized
            218 DNN not supported or not subscribed in the slice
            219 insufficient user-plane resources for the PDU session
            220 out of LADN service area
            221 PTI mismatch
            222 maximum data rate per UE for user-plane integrity protection is too low
            223 semantic error in the QoS operation
            224 syntactical error in the QoS operation
            225 invalid mapped EPS bearer identity
            226 redirection to 5GCN required
            227 redirection to EPC required
            228 temporarily not authorized for this SNPN
            229 permanently not authorized for this SNPN
            230 PDN type Ethernet only allowed
            231 not authorized for this CAG or authorized for CAG cells only
            232 no network slices available
            233 wireline access area not allowed
            """;

    /** Alternative texts of the same numbers: those of EPS and 5GS, and those of earlier releases. */
    static final String OTHER_NAMES = """
            102 IMSI unknown in HSS
            103 illegal UE
            105 PEI not accepted
            107 EPS services not allowed
            107 5GS services not allowed
            108 EPS services and non-EPS services not allowed
            109 UE identity cannot be derived by the network
            110 implicitly deregistered
            112 tracking area not allowed
            113 roaming not allowed in this tracking area
            114 EPS services not allowed in this PLMN
            115 no suitable cells in tracking area
            128 unknown PDN type
            128 unknown PDU session type
            129 user authentication or authorization failed
            130 activation rejected by Serving GW or PDN GW
            131 request rejected, unspecified
            135 PTI already in use
            137 EPS QoS not accepted
            137 5GS QoS not accepted
            143 invalid EPS bearer identity
            143 invalid PDU session identity
            173 mandatory information element error
            178 maximum number of EPS bearers reached
            178 maximum number of PDU sessions reached
            181 unsupported 5QI value
            185 no EPS bearer context activated
            192 PDN type IPv4 only allowed
            192 PDU session type IPv4 only allowed
            193 PDN type IPv6 only allowed
            193 PDU session type IPv6 only allowed
            196 PDN type IPv4v6 only allowed
            196 PDU session type IPv4v6 only allowed
            197 PDN type non IP only allowed
            197 PDU session type unstructured only allowed
            199 APN restriction value incompatible with active EPS bearer context
            202 PDU session does not exist
            230 PDU session type Ethernet only allowed
            """;

    private PacketErrors() {}
}
