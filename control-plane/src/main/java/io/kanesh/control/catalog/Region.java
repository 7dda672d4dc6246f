package io.kanesh.control.catalog;

import java.util.List;

/**
 * A region of a provider.
 *
 * @param zones availability zones, in the order in which racks are filled; a cluster's racks are named after them
 */
public record Region(String provider, String name, String title, List<String> zones) {
    public Region {
        zones = List.copyOf(zones);
    }
}
