@NullMarked
package io.regimen.deploy.data;

import org.jspecify.annotations.NullMarked;
