package io.kanesh.control.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * A list price of one machine.
 *
 * @param usdPerHour US dollars per hour, on demand, without tax
 * @param asOf the day on which the vendor's list said so
 */
public record Price(BigDecimal usdPerHour, LocalDate asOf) {
    /** Hours of a month, as the large clouds count them: 365 days × 24 h / 12. */
    public static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);

    /** US dollars per month of 730 hours, in cents. */
    public BigDecimal usdPerMonth() {
        return usdPerHour.multiply(HOURS_PER_MONTH).setScale(2, RoundingMode.HALF_UP);
    }
}
