package io.regimen.deploy.command;

import io.regimen.deploy.local.LocalStack;
import io.regimen.deploy.terminal.CommandException;
import java.util.List;

/** Checks role names that a user typed. */
final class RoleNames {
    private RoleNames() {}

    static void check(List<String> names) {
        for (String name : names) {
            if (!LocalStack.ROLES.contains(name)) {
                throw CommandException.usage("There is no role \"" + name + "\"; the roles are "
                        + String.join(", ", LocalStack.ROLES) + ".");
            }
        }
    }
}
