package dev.octavo;

import dev.octavo.account.Account;
import dev.octavo.account.AccountExamples;
import dev.octavo.account.Viewer;
import dev.octavo.comment.Comment;
import dev.octavo.comment.NewComment;
import dev.octavo.http.Ids;
import dev.octavo.post.FrontMatter;
import dev.octavo.post.Post;
import dev.octavo.post.PostExamples;
import dev.octavo.site.Moderation;
import dev.octavo.tag.Category;
import dev.octavo.tag.NewCategory;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.UUID;

/** Posts about Octavo and a discussion, so that there is something to try the API on: the {@link Examples} run on them. */
@ApplicationScoped
public class Demo {
    /** Observers without a priority, such as the one that makes the first account, have 500 here. */
    private static final int AFTER_FIRST_ACCOUNT = Interceptor.Priority.APPLICATION + 600;

    // Known beforehand, for the examples.
    private static final UUID WAITING = UUID.fromString("01999999-9999-7000-8000-000000000001");
    private static final UUID TOKEN = UUID.fromString("01999999-9999-7000-8000-000000000002");
    private static final UUID PREVIEW = UUID.fromString("01999999-9999-7000-8000-000000000004");
    private static final UUID SCHEDULE = UUID.fromString("01999999-9999-7000-8000-000000000005");
    private static final UUID REVISION = UUID.fromString("01999999-9999-7000-8000-000000000003");

    private final boolean wanted;
    private final Clock clock;

    Demo(DemoConfig config, @CommandLineArguments String[] command, Clock clock) {
        // A command finds the database as it is.
        this.wanted = config.enabled() && command.length == 0;
        this.clock = clock;
    }

    @Transactional
    void onStart(@Observes @Priority(AFTER_FIRST_ACCOUNT) StartupEvent event) {
        if (wanted) {
            fill();
        }
    }

    /** If there never was a post, not even one that is in the trash by now; of several nodes one does it. */
    @Transactional
    public void fill() {
        if (!Post.noneEver()) {
            return;
        }
        var account = Account.oldestAdmin();
        var admin = Viewer.acting(account, clock.instant());
        Category.make(new NewCategory("Guides", null, "How things are done", null), false);
        var welcome = publish(admin, "welcome-to-octavo");
        PostExamples.keepBeginning(REVISION, welcome, "Octavo keeps *some* posts.\n", admin);
        PostExamples.keepPreview(PREVIEW, welcome, admin);
        PostExamples.plan(SCHEDULE, publish(admin, "writing-in-markdown"), clock.instant());
        var post = publish(admin, "discussing-and-moderating");
        var question = say(Ids.next(), visitor(), post, null, Moderation.NONE, """
                If a question has no answer yet, how does my page know that there is *one more comment*?""");
        say(Ids.next(), admin, post, question.id, Moderation.NONE, """
                `commentCount` of the post counts what readers see. It is in every list of posts, too.""");
        say(WAITING, visitor(), post, null, Moderation.GUESTS, "I wait until somebody **approves** me.");
        AccountExamples.keep(account, TOKEN, clock.instant());
    }

    private Viewer visitor() {
        return Viewer.acting(null, clock.instant());
    }

    private static Post publish(Viewer author, String name) {
        try (var file = Demo.class.getResourceAsStream("/demo/" + name + ".md")) {
            return Post.write(author, FrontMatter.read(file.readAllBytes()), false, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Comment say(UUID id, Viewer by, Post under, UUID parent, Moderation moderation, String text) {
        var author = by.isVisitor() ? new NewComment.Guest("A reader", null, null) : null;
        return Comment.say(id, by, under, new NewComment(text, parent, author), moderation);
    }
}
