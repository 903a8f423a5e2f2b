package dev.octavo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.octavo.account.Account;
import dev.octavo.http.HandlesSecret;
import dev.octavo.http.PageOf;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.Test;

/** The house stays as it was drawn. */
class ArchitectureTest {
    private static final JavaClasses OCTAVO = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.octavo");

    private static final List<Class<? extends Annotation>> SECURITY =
            List.of(PermitAll.class, Authenticated.class, PermissionsAllowed.class, RolesAllowed.class, DenyAll.class);

    private static final DescribedPredicate<JavaMethod> ENDPOINTS = DescribedPredicate.describe(
            "endpoints",
            method -> method.getAnnotations().stream()
                    .anyMatch(found -> found.getRawType().isAnnotatedWith(HttpMethod.class)));

    @Test
    void packages_point_in_one_direction() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("dev.octavo..")
                .layer("start")
                .definedBy("dev.octavo")
                .layer("archive")
                .definedBy("dev.octavo.archive")
                .layer("feed")
                .definedBy("dev.octavo.feed")
                .layer("comment")
                .definedBy("dev.octavo.comment")
                .layer("post")
                .definedBy("dev.octavo.post")
                .layer("tag")
                .definedBy("dev.octavo.tag")
                .layer("account")
                .definedBy("dev.octavo.account")
                .layer("site")
                .definedBy("dev.octavo.site")
                .layer("limit")
                .definedBy("dev.octavo.limit")
                .layer("event")
                .definedBy("dev.octavo.event")
                .layer("database")
                .definedBy("dev.octavo.database")
                .layer("http")
                .definedBy("dev.octavo.http")
                .whereLayer("start")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("archive")
                .mayOnlyBeAccessedByLayers("start")
                .whereLayer("feed")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("comment")
                .mayOnlyBeAccessedByLayers("start", "archive", "feed")
                .whereLayer("database")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("post")
                .mayOnlyBeAccessedByLayers("start", "archive", "feed", "comment")
                .whereLayer("tag")
                .mayOnlyBeAccessedByLayers("start", "archive", "feed", "comment", "post")
                .whereLayer("account")
                .mayOnlyBeAccessedByLayers("start", "archive", "feed", "comment", "post", "tag")
                .whereLayer("site")
                .mayOnlyBeAccessedByLayers("start", "archive", "feed", "comment", "post", "tag", "account")
                .whereLayer("event")
                .mayOnlyBeAccessedByLayers("start", "comment", "post", "tag", "account", "site")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers(
                        "start", "archive", "feed", "comment", "post", "tag", "account", "site", "event", "limit")
                .whereLayer("limit")
                .mayOnlyBeAccessedByLayers("account")
                .check(OCTAVO);
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().matching("dev.octavo.(*)..").should().beFreeOfCycles().check(OCTAVO);
    }

    @Test
    void packages_are_features_not_layers() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..service..",
                        "..impl..",
                        "..dto..",
                        "..mapper..",
                        "..util..",
                        "..utils..",
                        "..common..",
                        "..config..",
                        "..helper..")
                .check(OCTAVO);
        noClasses()
                .should()
                .haveNameMatching(".*(Dto|DTO|Impl|Utils?|Helper|Manager|Service)")
                .check(OCTAVO);
    }

    @Test
    void every_endpoint_says_once_who_may_call_it() {
        methods().that(ENDPOINTS).should(carryExactlyOne(SECURITY)).check(OCTAVO);
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should(carryNone(SECURITY))
                .check(OCTAVO);
    }

    @Test
    void every_post_can_be_sent_again_or_handles_a_secret() {
        methods()
                .that(ENDPOINTS)
                .and()
                .areAnnotatedWith(POST.class)
                .should(beSafeToRepeat())
                .check(OCTAVO);
    }

    @Test
    void panache_is_called_at_home_only() {
        noClasses().should(callPanacheOfAnotherPackage()).check(OCTAVO);
    }

    @Test
    void entities_stay_off_the_wire() {
        methods().that(ENDPOINTS).should(speakInRecords()).check(OCTAVO);
        classes()
                .that()
                .areRecords()
                .and()
                .haveNameMatching(".*(View|Summary|ForModerator|New.*)")
                .should(holdNoEntity())
                .check(OCTAVO);
    }

    @Test
    void the_rules_can_fail() {
        var tests = new ClassFileImporter().importClasses(Unguarded.class);
        assertThrows(
                AssertionError.class,
                () -> methods()
                        .that(ENDPOINTS)
                        .should(carryExactlyOne(SECURITY))
                        .check(tests));
        assertThrows(
                AssertionError.class,
                () -> methods().that(ENDPOINTS).should(speakInRecords()).check(tests));
        assertThrows(
                AssertionError.class,
                () -> methods().that(ENDPOINTS).should(beSafeToRepeat()).check(tests));
    }

    /** What must not be. */
    static class Unguarded {
        @GET
        public Account open() {
            return null;
        }
    }

    private static ArchCondition<JavaMethod> carryExactlyOne(List<Class<? extends Annotation>> annotations) {
        return condition(
                "carry exactly one of " + annotations,
                method -> annotations.stream().filter(method::isAnnotatedWith).count() == 1);
    }

    private static ArchCondition<JavaClass> carryNone(List<Class<? extends Annotation>> annotations) {
        return condition(
                "carry none of " + annotations, type -> annotations.stream().noneMatch(type::isAnnotatedWith));
    }

    /** The key is looked at within the transaction, and what is kept under it is a response. */
    private static ArchCondition<JavaMethod> beSafeToRepeat() {
        return condition(
                "be @Transactional and answer with a RestResponse, or be marked @HandlesSecret, or list what there is",
                method -> method.isAnnotatedWith(HandlesSecret.class)
                        || method.getRawReturnType().isEquivalentTo(PageOf.class)
                        || (method.isAnnotatedWith(Transactional.class)
                                && method.getRawReturnType().isEquivalentTo(RestResponse.class)));
    }

    private static ArchCondition<JavaMethod> speakInRecords() {
        return condition(
                "neither take nor give entities",
                method -> java.util.stream.Stream.concat(
                                method.getReturnType().getAllInvolvedRawTypes().stream(),
                                method.getParameterTypes().stream()
                                        .flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                        .noneMatch(type -> type.isAnnotatedWith(Entity.class)));
    }

    private static ArchCondition<JavaClass> holdNoEntity() {
        return condition(
                "hold no entity",
                type -> type.getFields().stream()
                        .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream())
                        .noneMatch(held -> held.isAnnotatedWith(Entity.class)));
    }

    private static ArchCondition<JavaClass> callPanacheOfAnotherPackage() {
        return new ArchCondition<>("call Panache's statics of an entity of another package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getMethodCallsFromSelf().stream()
                        .filter(ArchitectureTest::isPanacheStatic)
                        .filter(call -> !call.getTargetOwner().getPackage().equals(type.getPackage()))
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(type, call.getDescription())));
            }
        };
    }

    private static boolean isPanacheStatic(JavaMethodCall call) {
        return call.getTargetOwner().isAssignableTo(PanacheEntityBase.class)
                && call.getTarget()
                        .resolveMember()
                        .filter(method -> method.getOwner().isEquivalentTo(PanacheEntityBase.class))
                        .isPresent();
    }

    private static <
                    T extends
                            com.tngtech.archunit.core.domain.properties.HasName
                                    & com.tngtech.archunit.base.HasDescription>
            ArchCondition<T> condition(String description, java.util.function.Predicate<T> holds) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T item, ConditionEvents events) {
                events.add(new SimpleConditionEvent(item, holds.test(item), item.getDescription()));
            }
        };
    }
}
