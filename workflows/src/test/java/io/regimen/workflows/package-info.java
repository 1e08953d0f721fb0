@org.jspecify.annotations.NullMarked
package io.regimen.workflows;
