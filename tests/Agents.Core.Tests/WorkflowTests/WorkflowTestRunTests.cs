using Agents.Core.Executions;
using Agents.Core.Formats;
using Agents.Core.WorkflowTests;

namespace Agents.Core.Tests.WorkflowTests;

public sealed class WorkflowTestRunTests
{
    private const string Gate = """
        id: gate
        agents:
          judge: {instructions: "Judge.", output: {schema: {type: object, properties: {ok: {type: boolean}}, required: [ok]}}}
        states:
          - {name: pause, type: timer, duration: 3d, next: paid}
          - {name: paid, type: signal, signal: paid, next: ask}
          - {name: ask, type: human_approval, title: "Go on?", approvers: [ada, bob], quorum: 2, next: judge}
          - {name: judge, type: agent, agent: judge, task: "Judge {{ steps.paid.output.amount }}", end: true}
        """;

    private const string Answers = "signals: {paid: {amount: 5}}, approvals: {ask: approve}, mocks: {judge: {ok: true}}";

    private static WorkflowTestResult Run(string @case, string definition = Gate)
    {
        var load = WorkflowTestFile.Load($"workflow: x.yaml\ncases: [{{name: one, {@case}}}]", "x.test.yaml");
        load.Diagnostics.ShouldBeEmpty();
        return WorkflowTestRun.Run(WorkflowLoader.Load(definition).Workflow!, load.File!.Cases.ShouldHaveSingleItem());
    }

    private static IEnumerable<string> Problems(string text) => WorkflowTestFile.Load(text, "x.test.yaml").Diagnostics.Select(static problem => problem.Message);

    [Fact]
    public void TimersSignalsPeopleAndAgents_AnswerAsTheCaseSays()
    {
        var result = Run($"{Answers}, expect: {{outputs: {{ok: true}}, steps: [pause, paid, ask, judge]}}");

        result.Failures.ShouldBeEmpty();
        result.Status.ShouldBe(ExecutionStatus.Completed);
    }

    [Fact]
    public void WaitThatNothingEnds_IsWhereItStandsStill()
    {
        Run("expect: {status: waiting_signal}").Passed.ShouldBeTrue();
        Run("signals: {paid: {amount: 5}}").Failures.ShouldHaveSingleItem().ShouldBe(new TestFailure("status", "completed", "waiting_approval (in state 'ask')"));
    }

    [Fact]
    public void Rejection_FailsAsTheEngineSays()
        => Run("signals: {paid: {}}, approvals: {ask: {decision: reject, actor: bob, comment: too dear}}, expect: {status: failed, error: {category: forbidden}}").Failures.ShouldBeEmpty();

    [Fact]
    public void DecisionOfSomebodyElse_IsRefused()
        => Run("signals: {paid: {}}, approvals: {ask: {decision: approve, actor: eve}}").Failures.ShouldHaveSingleItem().What.ShouldContain("The decision on 'ask' is refused");

    [Fact]
    public void DifferentOutputs_AreNamedByTheirPath()
        => Run($"{Answers}, expect: {{outputs: {{ok: false, why: x}}}}").Failures.ShouldBe(
            [new TestFailure("outputs.ok", "false", "true"), new TestFailure("outputs.why", "\"x\"", "nothing")]);

    [Fact]
    public void FalseAssertion_IsShownAsItIsWritten()
        => Run($"{Answers}, expect: {{assert: [\"outputs.ok and inputs == {{}}\", \"not outputs.ok\"]}}").Failures.ShouldHaveSingleItem().What.ShouldBe("assert: not outputs.ok");

    [Fact]
    public void AgentWithoutAMock_SaysWhatToAdd()
        => Run("signals: {paid: {amount: 1}}, approvals: {ask: approve}").Failures.ShouldHaveSingleItem().What
            .ShouldBe("State 'judge' asks the agent 'judge', and no mock answers it. Add 'mocks: {judge: ...}'.");

    [Fact]
    public void MockThatBreaksTheAgentsSchema_FailsTheCase()
        => Run("signals: {paid: {amount: 1}}, approvals: {ask: approve}, mocks: {judge: {ok: perhaps}}").Failures.ShouldHaveSingleItem().What
            .ShouldStartWith("The mock of 'judge' breaks the agent's output schema:");

    [Fact]
    public void MisspeltNames_AreFoundBeforeAnythingRuns()
        => Run("mocks: {juge: {}}, approvals: {judge: approve}, expect: {steps: [pauze]}").Failures.Select(static failure => failure.What).ShouldBe(
            [
                "mocks: the workflow has no state and no agent 'juge'.",
                "approvals: the workflow has no state 'judge' that asks people.",
                "expect.steps: the workflow has no state 'pauze'.",
            ]);

    [Theory]
    [InlineData("workflow: x\ncases: [{name: a, expects: {}}]", "Case 'a' has no key 'expects'.")]
    [InlineData("workflow: x\ncases: [{name: a}, {name: a}]", "There are 2 cases named 'a'.")]
    [InlineData("workflow: x\ncases: [{name: a, expect: {assert: [\"1 +\"]}}]", "The assertion '1 +' is no expression")]
    [InlineData("cases: []", "The test file has no 'workflow'.")]
    public void WrongFile_SaysWhere(string text, string message) => Problems(text).ShouldContain(problem => problem.Contains(message));
}
