package io.kanesh.control.access.store;

import io.kanesh.control.access.Token;
import io.kanesh.control.access.Tokens.Filter;
import io.kanesh.control.access.Tokens.Where;
import io.kanesh.control.access.control.TokenStore;
import io.kanesh.control.shared.Id;
import io.kanesh.control.shared.Id.OrganizationId;
import io.kanesh.control.shared.Id.ProjectId;
import io.kanesh.control.shared.Id.ServiceAccountId;
import io.kanesh.control.shared.Id.TokenId;
import io.kanesh.control.shared.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tokens in PostgreSQL. */
@Component
@Transactional
class JpaTokenStore implements TokenStore {
    private final TokenRows rows;
    private final TokenLookup lookup;

    JpaTokenStore(TokenRows rows, TokenLookup lookup) {
        this.rows = rows;
        this.lookup = lookup;
    }

    @Override
    public void add(Token token, byte[] secretHash) {
        rows.save(new TokenRow(token, secretHash));
    }

    @Override
    public Optional<Token> find(TokenId id) {
        return rows.findById(id.value()).map(TokenRow::toDomain);
    }

    /** Without a transaction of its own: each request begins here, and its end would be a second trip to the database. */
    @Override
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<Token> findBySecretHash(byte[] secretHash, Instant now) {
        return lookup.bySecret(secretHash, now);
    }

    @Override
    public List<Token> list(@Nullable Where where, Filter filter, Page.Request page) {
        Collection<String> projects = where == null
                ? Set.of()
                : where.projects().stream().map(ProjectId::value).toList();
        Collection<String> organizations = where == null
                ? Set.of()
                : where.organizations().stream().map(OrganizationId::value).toList();
        return rows
                .within(
                        where == null,
                        projects,
                        organizations,
                        text(filter.project()),
                        text(filter.account()),
                        filter.search() == null ? "" : filter.search(),
                        page.after() == null ? "" : page.after(),
                        Limit.of(page.size() + 1))
                .stream()
                .map(TokenRow::toDomain)
                .toList();
    }

    private static String text(@Nullable Id id) {
        return id == null ? "" : id.value();
    }

    @Override
    public Token rotate(TokenId id, byte[] secretHash, Instant previousUntil) {
        TokenRow row = rows.findById(id.value()).orElseThrow();
        row.rotate(secretHash, previousUntil);
        return rows.saveAndFlush(row).toDomain();
    }

    @Override
    public List<Token> ofName(String name) {
        return rows.findByName(name).stream().map(TokenRow::toDomain).toList();
    }

    @Override
    public boolean isEmpty() {
        return rows.count() == 0;
    }

    @Override
    public void delete(TokenId id) {
        rows.deleteById(id.value());
        // At once: what is deleted by SQL in the same transaction may take rows along that refer to it.
        rows.flush();
    }

    @Override
    public List<Token> ofProject(ProjectId project) {
        return rows.findByProjectIdOrderById(project.value()).stream()
                .map(TokenRow::toDomain)
                .toList();
    }

    @Override
    public List<Token> ofAccount(ServiceAccountId account) {
        return rows.findByAccountIdOrderById(account.value()).stream()
                .map(TokenRow::toDomain)
                .toList();
    }

    @Override
    public void used(TokenId id, Instant at) {
        rows.used(id.value(), at);
    }
}
