package io.kanesh.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a provider would not do at a stranger's request: sign anything, and change its key. */
@RestController
class Oddities {
    private final JwtEncoder encoder;
    private final Runnable changeKey;

    Oddities(JwtEncoder encoder, Runnable changeKey) {
        this.encoder = encoder;
        this.changeKey = changeKey;
    }

    @GetMapping("/mint")
    String mint(
            @RequestParam("iss") String issuer,
            @RequestParam("aud") String audience,
            @RequestParam("seconds") long seconds) {
        var now = Instant.ofEpochMilli(System.currentTimeMillis());
        var claims = JwtClaimsSet.builder()
                .issuer(issuer)
                .subject("robot")
                .audience(List.of(audience))
                .issuedAt(now.minusSeconds(3600))
                .expiresAt(now.plusSeconds(seconds))
                .claims(all -> all.putAll(Map.of("groups", List.of("dba"), "email", "robot@example.org")))
                .build();
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(SignatureAlgorithm.RS256).build(), claims))
                .getTokenValue();
    }

    @PostMapping("/rotate")
    String rotate() {
        changeKey.run();
        return "rotated";
    }
}
