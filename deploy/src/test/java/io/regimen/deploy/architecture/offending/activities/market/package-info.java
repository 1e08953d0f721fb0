@org.jspecify.annotations.NullMarked
package io.regimen.deploy.architecture.offending.activities.market;
