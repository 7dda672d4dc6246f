package io.kanesh.control.node;

import java.util.Collection;

/** Whether a provider has room for machines, as far as it can say before it is asked for them. */
public interface MachineRoom {

    /**
     * How many more machines of a type there is room for, beside those that exist.
     *
     * @param besides types of the machines that are wanted as well, one entry each
     * @return {@link Integer#MAX_VALUE} when the provider cannot say
     */
    int forMore(String provider, String instanceType, Collection<String> besides);
}
