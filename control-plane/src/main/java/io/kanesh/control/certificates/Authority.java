package io.kanesh.control.certificates;

/**
 * A certificate authority.
 *
 * @param id {@code agents}, or {@code cluster:} and the cluster's id
 * @param certificatePem its own certificate, PEM
 */
public record Authority(String id, String certificatePem) {}
