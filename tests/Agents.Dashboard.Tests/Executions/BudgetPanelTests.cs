using Agents.Client.Executions;
using Agents.Dashboard.Tests.FakeSilo;

namespace Agents.Dashboard.Tests.Executions;

public sealed class BudgetPanelTests
{
    private static FakeExecution Held(FakeExecution found)
        => found with { Detail = found.Detail with { Status = ExecutionStatuses.BudgetExceeded, Budget = new BudgetRecord { Tokens = 100, ModelCalls = 4 } } };

    [Fact]
    public async Task HeldExecution_SaysWhichLimit_AndIsRaisedByAForm()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Change(FakeRouting.Id, Held);

        var page = await server.PageAsync("/executions/exec_routing");
        page.Text.ShouldContain("The execution's budget of 100 tokens has 3 left. Raise it to go on.");
        page.Text.ShouldContain("Model calls 0 of 4");

        await server.SubmitAsync("/executions/exec_routing", "budget", ("tokens", "500"), ("cost_usd", "0.5"), ("time_seconds", ""), ("model_calls", ""), ("tool_calls", ""));

        server.Silo.Executions[FakeRouting.Id].Detail.Budget.ShouldBe(new BudgetRecord { Tokens = 500, CostUsd = 0.5m });
    }

    [Fact]
    public async Task WrongAmount_IsNamedAndNothingIsSet()
    {
        await using var server = await DashboardServer.StartFilledAsync();
        server.Silo.Change(FakeRouting.Id, Held);

        var page = await server.SubmitAsync("/executions/exec_routing", "budget", ("tokens", "many"));

        page.Text.ShouldContain("'tokens' is a whole number from 0");
        server.Silo.Executions[FakeRouting.Id].Detail.Budget!.Tokens.ShouldBe(100);
    }

    [Fact]
    public async Task ExecutionWithoutABudget_HasNoPanel()
    {
        await using var server = await DashboardServer.StartFilledAsync();

        (await server.PageAsync("/executions/exec_routing")).Html.ShouldNotContain("budget-title\">Budget<");
    }
}
