using Agents.Core.Approvals;
using Agents.Core.Executions;
using Agents.Core.Executions.Commands;
using Agents.Core.Executions.Events;
using Agents.Core.Executions.Waits;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Tests.Executions.Waits;

public sealed class ApprovalTests
{
    private static readonly ApprovalState Gate = new("gate")
    {
        Title = Plans.Text("Pay {{ amount }}?"),
        Message = Plans.Text("To {{ who }}"),
        Approvers = ["ada", "bob", "team:sre"],
    };

    private static Run Start(ApprovalState state) => Run.Start(
        Plans.Machine(state with { Next = new ToTransition("pay") }, Plans.Agent("pay"), Plans.Agent("no")),
        JsonObject.Of(("amount", 5L), ("who", "x")));

    private static ApprovalWait Approval(Run run) => run.Step.Wait.ShouldBeOfType<ApprovalWait>();

    private static Actor Of(string name, params string[] teams) => new(Actor.FullName(name)) { Teams = teams };

    private static Decision Vote(Run run, Actor actor, bool approve = true, string? comment = null, JsonValue? edited = null)
        => run.Take(new VoteApproval(run.Now, run.State.ActiveSteps[0].Id, actor, approve) { Comment = comment, Edited = edited });

    private static JsonObject Result(Run run) => (JsonObject)run.State.Root.LastOutput;

    [Fact]
    public void Request_RecordsWhatPeopleAreShown()
    {
        var run = Start(Gate);

        run.State.Status.ShouldBe(ExecutionStatus.WaitingApproval);
        Approval(run).Title.ShouldBe("Pay 5?");
        Approval(run).Message.ShouldBe("To x");
        Approval(run).Approvers.ShouldBe(["user:ada", "user:bob", "team:sre"]);
        Approval(run).Payload.ShouldBe(JsonObject.Of(("amount", 5L), ("who", "x")));
    }

    [Fact]
    public void SummaryPath_IsThePayload()
        => Approval(Start(Gate with { SummaryPath = ContextPath.TryParse("amount") })).Payload.ShouldBe(5L);

    [Fact]
    public void Approve_GoesOnWithTheDecision()
    {
        var run = Start(Gate);

        Vote(run, Of("ada"), comment: "fine").ShouldBeOfType<Accepted>();

        run.Step.State.ShouldBe("pay");
        Result(run).ShouldBe(JsonObject.Of(
            ("approved", true), ("decision", "approved"), ("actor", "user:ada"), ("comment", "fine"), ("reason", JsonValue.Null), ("edited", JsonValue.Null),
            ("decided_at", "2026-01-02T03:04:05.000Z")));
    }

    [Fact]
    public void TeamMember_MayDecide() => Vote(Start(Gate), Of("eve", "team:sre")).ShouldBeOfType<Accepted>();

    [Fact]
    public void Stranger_IsForbidden()
    {
        var run = Start(Gate);

        Vote(run, Of("eve", "team:sales")).ShouldBeOfType<Refused>().Category.ShouldBe(ErrorCategory.Forbidden);
        run.State.Status.ShouldBe(ExecutionStatus.WaitingApproval);
    }

    [Fact]
    public void NoApprovers_MeansAnyone() => Vote(Start(Gate with { Approvers = [] }), Actor.Anonymous).ShouldBeOfType<Accepted>();

    [Fact]
    public void Quorum_NeedsAsManyPeople()
    {
        var run = Start(Gate with { Quorum = 2 });

        Vote(run, Of("ada"));
        Vote(run, Of("ada")).ShouldBeOfType<Accepted>().Events.ShouldBeEmpty();
        run.State.Status.ShouldBe(ExecutionStatus.WaitingApproval);
        Vote(run, Of("ada"), approve: false).ShouldBeOfType<Refused>().Category.ShouldBe(ErrorCategory.Conflict);
        Vote(run, Of("bob"));

        run.Step.State.ShouldBe("pay");
        run.Journal.OfType<ApprovalVoted>().Count().ShouldBe(2);
    }

    [Fact]
    public void Reject_FailsByDefaultAndSaysWhy()
    {
        var run = Start(Gate with { Quorum = 2 });

        Vote(run, Of("bob"), approve: false, comment: "too much");

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.Category.ShouldBe(ErrorCategory.Forbidden);
        run.State.Error.Code.ShouldBe("approval_rejected");
        run.State.Error.Message.ShouldBe("Rejected by user:bob: too much");
    }

    [Fact]
    public void Reject_CanCancel()
    {
        var run = Start(Gate with { OnReject = "cancel" });

        Vote(run, Of("bob"), approve: false);

        run.State.Status.ShouldBe(ExecutionStatus.Cancelled);
    }

    [Fact]
    public void Reject_CanGoElsewhere()
    {
        var run = Start(Gate with { OnReject = "no" });

        Vote(run, Of("bob"), approve: false, comment: "later");

        run.Step.State.ShouldBe("no");
        Result(run)["approved"].ShouldBe(false);
        Result(run)["reason"].ShouldBe("later");
    }

    [Fact]
    public void Edit_IsInTheResult()
    {
        var run = Start(Gate with { Editable = true, Quorum = 2 });

        Vote(run, Of("ada"), edited: JsonObject.Of(("amount", 3L)));
        Vote(run, Of("bob"));

        Result(run)["edited"].ShouldBe(JsonObject.Of(("amount", 3L)));
    }

    [Fact]
    public void Edit_OfWhatIsFixed_IsRefused()
        => Vote(Start(Gate), Of("ada"), edited: 1L).ShouldBeOfType<Refused>().Category.ShouldBe(ErrorCategory.Validation);

    [Fact]
    public void Delegate_HandsTheVoteOn()
    {
        var run = Start(Gate);

        run.Take(new DelegateApproval(run.Now, run.Step.Id, Of("ada", "team:sre"), "user:eve", "holiday")).ShouldBeOfType<Accepted>();

        // Not even by a team.
        Vote(run, Of("ada", "team:sre")).ShouldBeOfType<Refused>().Category.ShouldBe(ErrorCategory.Forbidden);
        Vote(run, Of("eve")).ShouldBeOfType<Accepted>();
        run.Step.State.ShouldBe("pay");
    }

    [Fact]
    public void Delegate_Twice_IsDoneOnce()
    {
        var run = Start(Gate);
        var delegation = new DelegateApproval(run.Now, run.Step.Id, Of("ada"), "user:eve", null);
        run.Take(delegation);

        run.Take(delegation).ShouldBeOfType<Accepted>().Events.ShouldBeEmpty();
    }

    [Fact]
    public void Delegate_ThatMakesTheQuorumImpossible_IsRefused()
    {
        var run = Start(Gate with { Approvers = ["ada", "bob"], Quorum = 2 });

        run.Take(new DelegateApproval(run.Now, run.Step.Id, Of("ada"), "user:bob", null)).ShouldBeOfType<Refused>().Category.ShouldBe(ErrorCategory.Conflict);
    }

    [Theory]
    [InlineData("approve", "pay", true)]
    [InlineData("no", "no", false)]
    public void Timeout_DoesWhatTheStateSays(string onTimeout, string next, bool approved)
    {
        var run = Start(Gate with { Timeout = TimeSpan.FromHours(1), OnTimeout = onTimeout }).Pass(TimeSpan.FromDays(1));

        run.Step.State.ShouldBe(next);
        Result(run)["approved"].ShouldBe(approved);
        Result(run)["reason"].ShouldBe("timeout");
    }

    [Fact]
    public void Timeout_TimesTheStepOutByDefault()
    {
        var run = Start(Gate with { Timeout = TimeSpan.FromHours(1) }).Pass(TimeSpan.FromDays(1));

        run.State.Status.ShouldBe(ExecutionStatus.Failed);
        run.State.Error!.Category.ShouldBe(ErrorCategory.Timeout);
    }

    [Fact]
    public void Timeout_AsARejection_FollowsOnReject()
        => Start(Gate with { Timeout = TimeSpan.FromHours(1), OnTimeout = "reject", OnReject = "no" }).Pass(TimeSpan.FromDays(1)).Step.State.ShouldBe("no");

    [Fact]
    public void ReminderAndEscalation_AreRecordedOnceAndWidenTheApprovers()
    {
        var run = Start(Gate with { Approvers = ["ada"], RemindAfter = TimeSpan.FromMinutes(1), EscalateAfter = TimeSpan.FromMinutes(5), EscalateTo = ["team:managers"] });
        Execution.SleepsUntil(run.State).ShouldBe(run.Now.AddMinutes(1));

        run.Pass(TimeSpan.FromMinutes(1));
        Execution.SleepsUntil(run.State).ShouldBe(run.Now.AddMinutes(4));
        Vote(run, Of("max", "team:managers")).ShouldBeOfType<Refused>();
        run.Pass(TimeSpan.FromHours(1)).Pass(TimeSpan.FromHours(1));

        run.Types.Count(static type => type == "approval.reminded").ShouldBe(1);
        run.Types.Count(static type => type == "approval.escalated").ShouldBe(1);
        Execution.SleepsUntil(run.State).ShouldBe(DateTimeOffset.MaxValue);
        Vote(run, Of("max", "team:managers")).ShouldBeOfType<Accepted>();
    }

    [Fact]
    public void Vote_OnWhatIsDecided_IsRefused()
    {
        var run = Start(Gate);
        var step = run.Step.Id;
        Vote(run, Of("ada"));

        run.Take(new VoteApproval(run.Now, step, Of("bob"), true)).ShouldBeOfType<Refused>().Category.ShouldBe(ErrorCategory.Conflict);
    }

    [Fact]
    public void TooFewApprovers_AreRefusedBeforeTheFirstStep()
        => Start(Gate with { Approvers = ["ada", "user:ada"], Quorum = 2 }).State.Error!.Message.ShouldContain("needs 2 approvals and names 1 approvers");

    [Fact]
    public void Journal_ReadBack_GivesTheSameWait()
    {
        var run = Start(Gate with { Quorum = 3, Editable = true, Timeout = TimeSpan.FromDays(1), RemindAfter = TimeSpan.FromHours(1), EscalateAfter = TimeSpan.FromHours(2), EscalateTo = ["eve"] });
        Vote(run, Of("ada"), comment: "ok", edited: 1L);
        run.Take(new DelegateApproval(run.Now, run.Step.Id, Of("bob"), "user:max", "busy"));
        run.Pass(TimeSpan.FromHours(3));

        var (live, read) = (Approval(run), (ApprovalWait)run.Reload().ActiveSteps[0].Wait!);

        read.Votes.ShouldBe(live.Votes);
        read.Delegations.ShouldBe(live.Delegations);
        read.Approvers.ShouldBe(live.Approvers);
        read.GivenAway.ShouldBe(["user:bob"]);
        read.EscalateTo.ShouldBe(live.EscalateTo);
        (read.DueAt, read.RemindedAt, read.EscalatedAt, read.Quorum, read.IsEditable).ShouldBe((live.DueAt, live.RemindedAt, live.EscalatedAt, 3, true));
    }
}
