using Agents.Core.Executions.Conversations;
using static Agents.Core.Tests.Executions.Conversations.Said;

namespace Agents.Core.Tests.Executions.Conversations;

public sealed class AgentLoopTests
{
    private static readonly LoopLimits Limits = new(4);

    [Fact]
    public void Nothing_AsksTheModel() => AgentLoop.Next(Conversation.Empty, Limits).ShouldBeOfType<AskModel>();

    [Fact]
    public void AnswerWithoutCalls_Finishes() => AgentLoop.Next(Of(Reply(0)), Limits).ShouldBeOfType<Finish>().Reply.Text.ShouldBe("done");

    [Fact]
    public void AnswerWithCalls_CallsThem_NumberedBehindIt()
    {
        var calls = AgentLoop.Next(Of(Reply(0, Ask("a"), Ask("b"))), Limits).ShouldBeOfType<CallTools>().Calls;

        calls.Select(static call => (call.Call, call.Attempt, call.Request.Tool)).ShouldBe([(1, 1, "a"), (2, 1, "b")]);
    }

    [Fact]
    public void CallsThatReturned_AreNotMadeAgain()
    {
        var conversation = Of(Reply(0, Ask("a"), Ask("b")), Return(2));

        AgentLoop.Next(conversation, Limits).ShouldBeOfType<CallTools>().Calls.ShouldHaveSingleItem().Call.ShouldBe(1);
        AgentLoop.Next(conversation.With(Return(1)), Limits).ShouldBeOfType<AskModel>();
        conversation.NextCall.ShouldBe(3);
    }

    [Fact]
    public void FailureThatTheModelIsToldOf_GoesOn_AndOneThatEndsTheAttempt_EndsIt()
    {
        AgentLoop.Next(Of(Reply(0, Ask("a")), Break(1, endsAttempt: false)), Limits).ShouldBeOfType<AskModel>();

        var broken = Of(Reply(0, Ask("a"), Ask("b")), Return(2), Break(1, endsAttempt: true));
        AgentLoop.Next(broken, Limits).ShouldBeOfType<Fail>().Error.Message.ShouldContain("down");
        AgentLoop.Next(broken.Resumed(), Limits).ShouldBeOfType<CallTools>().Calls.ShouldHaveSingleItem().Call.ShouldBe(1, "the next attempt makes that call again, and only that");
    }

    [Fact]
    public void TooManyAnswers_FailForGood_BeforeTheirCallsAreMade()
    {
        var rounds = Enumerable.Range(0, 4).Aggregate(Conversation.Empty, static (conversation, round) => conversation.With(Reply(round * 2, Ask("a", $"{round}"))).With(Return((round * 2) + 1)));

        var asked = Of([.. Enumerable.Range(0, 3).SelectMany(static round => new Agents.Core.Executions.Events.ExecutionEvent[] { Reply(round * 2, Ask("a", $"{round}")), Return((round * 2) + 1) }), Reply(6, Ask("a", "3"))]);
        foreach (var conversation in new[] { rounds, asked })
        {
            var error = AgentLoop.Next(conversation, Limits).ShouldBeOfType<Fail>().Error;
            (error.Code, error.IsPermanent).ShouldBe(("max_steps", true));
        }
    }

    [Fact]
    public void SameCall_IsMadeTwice_ThenToldOnce_ThenFails()
    {
        var limits = new LoopLimits();
        var conversation = Conversation.Empty;
        var told = new List<bool>();
        for (var round = 0; round < 3; round++)
        {
            conversation = conversation.With(Reply(round * 2, Ask("a")));
            told.Add(AgentLoop.Next(conversation, limits).ShouldBeOfType<CallTools>().Calls.ShouldHaveSingleItem().IsRepeated);
            conversation = conversation.With(Return((round * 2) + 1));
        }

        told.ShouldBe([false, false, true]);
        AgentLoop.Next(conversation.With(Reply(6, Ask("a", "other"))), limits).ShouldBeOfType<CallTools>().Calls[0].IsRepeated.ShouldBeFalse();
        var error = AgentLoop.Next(conversation.With(Reply(6, Ask("a"))), limits).ShouldBeOfType<Fail>().Error;
        (error.Code, error.IsPermanent).ShouldBe(("tool_loop", true));
    }

    [Fact]
    public void ResultsInAnyOrder_GiveTheSameConversation()
    {
        var forth = Of(Reply(0, Ask("a"), Ask("b"), Ask("c")), Return(1), Return(2), Return(3));
        var back = Of(Reply(0, Ask("a"), Ask("b"), Ask("c")), Return(3), Return(1), Return(2), Return(1, result: "late"));

        back.Rounds[0].Returns.Values.ShouldBe(forth.Rounds[0].Returns.Values);
    }

    [Fact]
    public void ConversationOfAnAgentCalledAsATool_IsKeptApart()
    {
        var conversation = Of(Reply(0, Ask("helper")), Reply(0, Ask("deep")) with { Within = "1" }, Reply(0) with { Within = "1:1" });

        AgentLoop.Next(conversation, Limits).ShouldBeOfType<CallTools>().Calls.ShouldHaveSingleItem().Request.Tool.ShouldBe("helper");
        AgentLoop.Next(conversation.Find("1"), Limits).ShouldBeOfType<CallTools>().Calls.ShouldHaveSingleItem().Request.Tool.ShouldBe("deep");
        AgentLoop.Next(conversation.Find("1:1"), Limits).ShouldBeOfType<Finish>();
        conversation.Find("2").ShouldBe(Conversation.Empty);
    }
}
