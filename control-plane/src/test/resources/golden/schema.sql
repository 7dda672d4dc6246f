-- Generated from the catalogue after all migrations; the migrations own the schema.

CREATE TABLE audit_event (
    sequence bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    line text NOT NULL,
    actor_id text,
    action text NOT NULL,
    resource_id text,
    outcome text NOT NULL,
    project_id text,
    organization_id text,
    CONSTRAINT audit_event_pkey PRIMARY KEY (sequence)
);
CREATE INDEX audit_event_by_time ON public.audit_event USING btree (at);
CREATE INDEX audit_event_of_organization ON public.audit_event USING btree (organization_id, sequence) WHERE (organization_id IS NOT NULL);
CREATE INDEX audit_event_of_project ON public.audit_event USING btree (project_id, sequence) WHERE (project_id IS NOT NULL);

CREATE TABLE audit_head (
    only_one boolean NOT NULL,
    sequence bigint NOT NULL,
    hash text NOT NULL,
    CONSTRAINT audit_head_only_one_check CHECK (only_one),
    CONSTRAINT audit_head_pkey PRIMARY KEY (only_one)
);

CREATE TABLE audit_intake (
    id bigint NOT NULL GENERATED AS IDENTITY,
    at timestamp with time zone NOT NULL,
    entry text NOT NULL,
    actor_id text,
    action text NOT NULL,
    resource_id text,
    outcome text NOT NULL,
    project_id text,
    organization_id text,
    CONSTRAINT audit_intake_pkey PRIMARY KEY (id)
);

CREATE TABLE authority (
    id text NOT NULL,
    certificate_pem text NOT NULL,
    sealed_key text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    trust_generation integer NOT NULL DEFAULT 0,
    successor_certificate_pem text,
    successor_sealed_key text,
    former_certificate_pem text,
    former_bridge_pem text,
    former_until timestamp with time zone,
    CONSTRAINT authority_pkey PRIMARY KEY (id)
);

CREATE TABLE cluster (
    id text NOT NULL,
    project_id text NOT NULL,
    name text NOT NULL,
    provider text NOT NULL,
    engine_version text NOT NULL,
    data_centers jsonb NOT NULL,
    labels jsonb NOT NULL,
    deletion_protection boolean NOT NULL,
    deletion_requested boolean NOT NULL,
    generation bigint NOT NULL,
    admin_name text NOT NULL,
    admin_salted_hash text NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    encryption jsonb NOT NULL,
    allowed_cidrs jsonb NOT NULL DEFAULT '["127.0.0.0/8"]'::jsonb,
    CONSTRAINT cluster_has_a_project FOREIGN KEY (project_id) REFERENCES project(id),
    CONSTRAINT cluster_name_is_unique_in_its_project UNIQUE (project_id, name),
    CONSTRAINT cluster_pkey PRIMARY KEY (id)
);
CREATE INDEX cluster_by_project ON public.cluster USING btree (project_id, id);

CREATE TABLE cluster_status (
    cluster_id text NOT NULL,
    observed_generation bigint NOT NULL,
    stage text NOT NULL,
    data_centers jsonb NOT NULL,
    conditions jsonb NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT cluster_status_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id) ON DELETE CASCADE,
    CONSTRAINT cluster_status_pkey PRIMARY KEY (cluster_id)
);

CREATE TABLE cmk (
    id text NOT NULL,
    project_id text NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    uri text NOT NULL,
    made_for text,
    locked boolean NOT NULL,
    status jsonb NOT NULL,
    generation bigint NOT NULL,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT cmk_name_is_unique_in_its_project UNIQUE (project_id, name),
    CONSTRAINT cmk_pkey PRIMARY KEY (id),
    CONSTRAINT cmk_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id),
    CONSTRAINT cmk_uri_is_unique_in_its_project UNIQUE (project_id, uri)
);
CREATE INDEX cmk_by_cluster ON public.cmk USING btree (made_for);
CREATE INDEX cmk_by_project ON public.cmk USING btree (project_id, id);

CREATE TABLE control_plane (
    id text NOT NULL,
    agent_endpoint text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT control_plane_pkey PRIMARY KEY (id)
);

CREATE TABLE event (
    sequence bigint NOT NULL GENERATED AS IDENTITY,
    at timestamp with time zone NOT NULL,
    type text NOT NULL,
    resource_id text NOT NULL,
    project_id text,
    cluster_id text,
    reason text NOT NULL,
    message text NOT NULL,
    CONSTRAINT event_pkey PRIMARY KEY (sequence)
);
CREATE INDEX event_by_time ON public.event USING btree (at);
CREATE INDEX event_of_cluster ON public.event USING btree (cluster_id, sequence) WHERE (cluster_id IS NOT NULL);

CREATE TABLE first_users (
    cluster_id text NOT NULL,
    users jsonb NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT first_users_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id) ON DELETE CASCADE,
    CONSTRAINT first_users_pkey PRIMARY KEY (cluster_id)
);

CREATE TABLE idempotency_key (
    owner text NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    status integer,
    headers text,
    body text,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_key_pkey PRIMARY KEY (owner, key)
);
CREATE INDEX idempotency_key_created_at ON public.idempotency_key USING btree (created_at);

CREATE TABLE identity_provider (
    organization_id text NOT NULL,
    issuer text NOT NULL,
    client_id text NOT NULL,
    sealed_secret text,
    audience text NOT NULL,
    groups_claim text NOT NULL,
    group_roles text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT identity_provider_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE,
    CONSTRAINT identity_provider_pkey PRIMARY KEY (organization_id)
);
CREATE INDEX identity_provider_issuer ON public.identity_provider USING btree (issuer);

CREATE TABLE installation_key (
    only_one boolean NOT NULL,
    master_key text NOT NULL,
    master_key_version text NOT NULL,
    wrapped bytea NOT NULL,
    wrapped_at timestamp with time zone NOT NULL,
    CONSTRAINT installation_key_only_one_check CHECK (only_one),
    CONSTRAINT installation_key_pkey PRIMARY KEY (only_one)
);

CREATE TABLE key_deletion (
    key_id text NOT NULL,
    project_id text NOT NULL,
    deleted_at timestamp with time zone NOT NULL,
    report text NOT NULL,
    signature text NOT NULL,
    certificate_pem text NOT NULL,
    CONSTRAINT key_deletion_pkey PRIMARY KEY (key_id)
);
CREATE INDEX key_deletion_by_project ON public.key_deletion USING btree (project_id, key_id);

CREATE TABLE key_drill (
    id text NOT NULL,
    key_id text NOT NULL,
    kind text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    nodes jsonb NOT NULL,
    CONSTRAINT key_drill_key_id_fkey FOREIGN KEY (key_id) REFERENCES cmk(id) ON DELETE CASCADE,
    CONSTRAINT key_drill_pkey PRIMARY KEY (id)
);
CREATE INDEX key_drill_by_key ON public.key_drill USING btree (key_id, started_at);

CREATE TABLE key_policy (
    project_id text NOT NULL,
    customer_keys_only boolean NOT NULL,
    aes_256_only boolean NOT NULL,
    CONSTRAINT key_policy_pkey PRIMARY KEY (project_id),
    CONSTRAINT key_policy_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE
);

CREATE TABLE key_use (
    node_id text NOT NULL,
    line bigint NOT NULL,
    project_id text NOT NULL,
    key_uri text NOT NULL,
    at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    outcome text NOT NULL,
    chained boolean NOT NULL,
    text text NOT NULL,
    CONSTRAINT key_use_pkey PRIMARY KEY (node_id, line)
);
CREATE INDEX key_use_by_project ON public.key_use USING btree (project_id, at DESC, node_id, line);
CREATE INDEX key_use_by_time ON public.key_use USING btree (at);

CREATE TABLE launch_endpoints (
    launch text NOT NULL,
    endpoints text NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    CONSTRAINT launch_endpoints_pkey PRIMARY KEY (launch)
);

CREATE TABLE node (
    id text NOT NULL,
    cluster_id text NOT NULL,
    project_id text NOT NULL,
    provider text NOT NULL,
    data_center text NOT NULL,
    region text NOT NULL,
    zone text NOT NULL,
    instance_type text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    machine_id text,
    address text,
    generation bigint NOT NULL,
    fence bigint NOT NULL,
    engine_state text NOT NULL,
    engine_settings text,
    identity_stage text NOT NULL,
    token_hash text,
    key_hash text,
    report text,
    reported_at timestamp with time zone,
    version bigint NOT NULL,
    encryption text,
    client_access text NOT NULL DEFAULT '{"allowedCidrs":[],"trustGeneration":0}'::text,
    engine_generation bigint NOT NULL DEFAULT 0,
    CONSTRAINT node_pkey PRIMARY KEY (id)
);
CREATE INDEX node_by_cluster ON public.node USING btree (cluster_id, id);

CREATE TABLE node_task (
    id text NOT NULL,
    node_id text NOT NULL,
    fence bigint NOT NULL,
    kind text NOT NULL,
    parameters text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    finished_at timestamp with time zone,
    result text,
    version bigint NOT NULL,
    question text,
    CONSTRAINT node_task_node_id_fkey FOREIGN KEY (node_id) REFERENCES node(id) ON DELETE CASCADE,
    CONSTRAINT node_task_pkey PRIMARY KEY (id)
);
CREATE INDEX node_task_open ON public.node_task USING btree (node_id) WHERE (finished_at IS NULL);
CREATE INDEX node_task_question ON public.node_task USING btree (node_id, question, id) WHERE (question IS NOT NULL);

CREATE TABLE organization (
    id text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT organization_name_key UNIQUE (name),
    CONSTRAINT organization_pkey PRIMARY KEY (id)
);

CREATE TABLE person (
    id text NOT NULL,
    issuer text,
    subject text,
    email text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_sign_in_at timestamp with time zone,
    invited_by text,
    CONSTRAINT person_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES organization(id) ON DELETE CASCADE,
    CONSTRAINT person_known_by_subject UNIQUE (issuer, subject),
    CONSTRAINT person_pkey PRIMARY KEY (id),
    CONSTRAINT person_subject_of_an_issuer CHECK ((((issuer IS NULL) = (subject IS NULL)) AND ((issuer IS NULL) = (invited_by IS NOT NULL))))
);
CREATE UNIQUE INDEX person_invited_once ON public.person USING btree (invited_by, lower(email)) WHERE (subject IS NULL);

CREATE TABLE project (
    id text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    version bigint NOT NULL,
    organization_id text NOT NULL,
    CONSTRAINT project_name_in_organization UNIQUE (organization_id, name),
    CONSTRAINT project_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id),
    CONSTRAINT project_pkey PRIMARY KEY (id)
);

CREATE TABLE proof (
    operation_id text NOT NULL,
    cluster_id text NOT NULL,
    project_id text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    clean boolean NOT NULL,
    report text NOT NULL,
    signature text NOT NULL,
    certificate_pem text NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT proof_pkey PRIMARY KEY (operation_id)
);
CREATE INDEX proof_by_cluster ON public.proof USING btree (cluster_id, operation_id);

CREATE TABLE role_grant (
    principal_id text NOT NULL,
    role text NOT NULL,
    organization_id text,
    project_id text,
    CONSTRAINT role_grant_at_one_level CHECK (((organization_id IS NULL) <> (project_id IS NULL))),
    CONSTRAINT role_grant_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE,
    CONSTRAINT role_grant_project_id_fkey FOREIGN KEY (project_id) REFERENCES project(id) ON DELETE CASCADE,
    CONSTRAINT role_grant_role_check CHECK ((role = ANY (ARRAY['OWNER'::text, 'MEMBER'::text, 'OPERATOR'::text, 'KEY_ADMINISTRATOR'::text, 'DEVELOPER'::text, 'VIEWER'::text]))),
    CONSTRAINT role_granted_once UNIQUE NULLS NOT DISTINCT (principal_id, role, organization_id, project_id)
);
CREATE INDEX role_grant_in_organization ON public.role_grant USING btree (organization_id) WHERE (organization_id IS NOT NULL);
CREATE INDEX role_grant_in_project ON public.role_grant USING btree (project_id) WHERE (project_id IS NOT NULL);

CREATE TABLE run (
    id text NOT NULL,
    runbook text NOT NULL,
    subject_type text NOT NULL,
    subject_id text NOT NULL,
    project_id text,
    parent_id text,
    parent_round integer NOT NULL,
    requested_by text NOT NULL,
    input jsonb NOT NULL,
    state text NOT NULL,
    ending text,
    undo_to integer NOT NULL,
    round integer NOT NULL,
    fence bigint NOT NULL,
    wakes bigint NOT NULL,
    percent integer NOT NULL,
    error jsonb,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT run_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES run(id),
    CONSTRAINT run_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX run_child_once_per_round ON public.run USING btree (parent_id, parent_round, runbook, subject_type, subject_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX run_of_project ON public.run USING btree (project_id, id DESC);
CREATE INDEX run_of_subject ON public.run USING btree (subject_type, subject_id, id DESC);
CREATE UNIQUE INDEX run_one_active_per_subject ON public.run USING btree (subject_type, subject_id) WHERE (state = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'UNDOING'::text]));

CREATE TABLE run_step (
    run_id text NOT NULL,
    position integer NOT NULL,
    name text NOT NULL,
    state text NOT NULL,
    redos integer NOT NULL,
    attempts integer NOT NULL,
    faults integer NOT NULL,
    alerted boolean NOT NULL,
    started_at timestamp with time zone,
    deadline_at timestamp with time zone,
    not_before timestamp with time zone,
    ended_at timestamp with time zone,
    waiting_for text,
    note text,
    fault text,
    CONSTRAINT run_step_pkey PRIMARY KEY (run_id, "position"),
    CONSTRAINT run_step_run_id_fkey FOREIGN KEY (run_id) REFERENCES run(id)
);

CREATE TABLE scheduled_tasks (
    task_name text NOT NULL,
    task_instance text NOT NULL,
    task_data bytea,
    execution_time timestamp with time zone NOT NULL,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamp with time zone,
    last_failure timestamp with time zone,
    consecutive_failures integer,
    last_heartbeat timestamp with time zone,
    version bigint NOT NULL,
    priority smallint,
    CONSTRAINT scheduled_tasks_pkey PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON public.scheduled_tasks USING btree (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON public.scheduled_tasks USING btree (last_heartbeat);

CREATE TABLE service_account (
    id text NOT NULL,
    organization_id text NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT service_account_name_in_organization UNIQUE (organization_id, name),
    CONSTRAINT service_account_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE,
    CONSTRAINT service_account_pkey PRIMARY KEY (id)
);

CREATE TABLE session (
    secret_hash bytea NOT NULL,
    token_id text,
    person_id text,
    organization_id text,
    groups text,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT session_of_a_provider CHECK (((person_id IS NULL) = (organization_id IS NULL))),
    CONSTRAINT session_of_one CHECK (((token_id IS NULL) <> (person_id IS NULL))),
    CONSTRAINT session_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE,
    CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE,
    CONSTRAINT session_pkey PRIMARY KEY (secret_hash),
    CONSTRAINT session_token_id_fkey FOREIGN KEY (token_id) REFERENCES token(id) ON DELETE CASCADE
);
CREATE INDEX session_by_expiry ON public.session USING btree (expires_at);

CREATE TABLE token (
    id text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    project_id text,
    secret_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    version bigint NOT NULL,
    organization_id text,
    scopes text,
    previous_hash bytea,
    previous_until timestamp with time zone,
    account_id text,
    CONSTRAINT token_account_id_fkey FOREIGN KEY (account_id) REFERENCES service_account(id) ON DELETE CASCADE,
    CONSTRAINT token_at_one_level CHECK (((project_id IS NULL) OR (organization_id IS NULL))),
    CONSTRAINT token_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES organization(id) ON DELETE CASCADE,
    CONSTRAINT token_pkey PRIMARY KEY (id),
    CONSTRAINT token_previous_hash_key UNIQUE (previous_hash),
    CONSTRAINT token_role_check CHECK ((role = ANY (ARRAY['OWNER'::text, 'MEMBER'::text, 'OPERATOR'::text, 'KEY_ADMINISTRATOR'::text, 'DEVELOPER'::text, 'VIEWER'::text]))),
    CONSTRAINT token_secret_hash_key UNIQUE (secret_hash)
);
CREATE INDEX token_account_id ON public.token USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX token_project_id ON public.token USING btree (project_id);
