using Agents.Client.Access;
using Agents.Client.Budgets;
using Agents.Client.Executions;
using Agents.Client.Json;
using Agents.Core.Budgets;
using Agents.Core.Executions;
using Agents.Core.Json;
using Agents.Core.Workflows;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.Approvals;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Hosting;
using Agents.Silo.Workflows;

namespace Agents.Silo.Budgets;

/// <summary><c>/api/v1/executions/{id}/budget</c> and <c>/api/v1/settings/budgets</c>.</summary>
internal static class BudgetEndpoints
{
    private const string Day = BudgetScope.Day;

    public static void MapBudgets(this IEndpointRouteBuilder routes)
    {
        var executions = routes.MapGroup("/api/v1/executions/{id}/budget").WithTags("executions").NeedsToRead(KeyScopes.Viewer);
        executions.MapGet("/", GetAsync).WithName("GetBudget").WithSummary("What it may spend, has spent and has reserved.").Produces<ExecutionBudgetRecord>();
        executions.MapPut("/", SetAsync).WithName("SetBudget").WithSummary("Raises or lowers its budget; what the old one held goes on.")
            .Accepts<BudgetRecord>("application/json").Produces<ExecutionDetail>().Needs(KeyScopes.Operator);
        var settings = routes.MapGroup("/api/v1/settings/budgets").WithTags("settings").Needs(KeyScopes.Admin);
        settings.MapGet("/", async (DayBudget day) => Shared(await day.ReadAsync())).WithName("GetBudgets").WithSummary("The budgets that all executions share.")
            .Produces<SharedBudgetsRecord>().Needs(KeyScopes.Viewer);
        settings.MapPut("/", SetSharedAsync).WithName("SetBudgets").WithSummary("Sets them; executions that the old ones held try again.")
            .Accepts<SetBudgets>("application/json").Produces<SharedBudgetsRecord>();
    }

    private static async Task<IResult> GetAsync(string id, JournalReader journal, WorkflowCatalog workflows, FamilyBudgets families, IGrainFactory grains)
    {
        var state = await journal.FoldAsync(id);
        if (state.Seq == 0)
        {
            return ExecutionEndpoints.NotFound(id);
        }

        // Only what is under way has reserved anything.
        var reserved = state.Budget is null || state.RunningSteps == 0 ? DaySpending.Nothing : await grains.GetGrain<IExecutionGrain>(id).ReadReserved();
        var used = DaySpending.ToAmount(state.Usage);
        if (state.Budget is not null && FamilyBudgets.IsOwner(state, (await workflows.GetAsync(state.WorkflowId, state.WorkflowVersion)).Plan))
        {
            var family = await families.ReadAsync(id);
            (used, reserved) = (family.Used, family.Reserved);
        }

        var exceeded = state.Status == ExecutionStatus.BudgetExceeded ? state.Budget?.Shortfall : null;
        return Results.Json(
            new ExecutionBudgetRecord(
                BudgetViews.Record(state.Budget?.Limits), BudgetViews.Spending(used), BudgetViews.Spending(reserved), BudgetViews.Shortfall(exceeded)),
            AgentsJson.Wire.ExecutionBudgetRecord);
    }

    private static async Task<IResult> SetAsync(HttpContext http, string id, ExecutionControls controls, FamilyBudgets families, BudgetHolds holds)
    {
        var (body, problem) = await ReadAsync(http);
        if ((problem ?? BudgetBody.Problem(body, "The body")) is { } wrong)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, wrong);
        }

        var request = new BudgetChangeRequest(BudgetBody.Read(body!).ToJson().ToUtf8Bytes(), Actors.Principal(http));
        var result = await controls.AskAsync(id, execution => execution.ChangeBudget(request));
        await families.RefreshAsync(id);
        await holds.ReleaseBelowAsync(id);
        return result;
    }

    private static async Task<IResult> SetSharedAsync(HttpContext http, DayBudget day, BudgetHolds holds)
    {
        var (body, problem) = await ReadAsync(http);
        if ((problem ?? SharedProblem(body!)) is { } wrong)
        {
            return Problem.Result(StatusCodes.Status400BadRequest, wrong);
        }

        var reading = await day.SetAsync(body!.Find(Day) is JsonObject budget ? BudgetBody.Read(budget) : new Budget());
        await holds.ReleaseAsync();
        return Shared(reading);
    }

    private static string? SharedProblem(JsonObject body)
        => body.Keys.FirstOrDefault(static key => key != Day) is { } unknown
            ? $"The body has an unknown field '{unknown}'. Known is {Day}."
            : BudgetBody.ProblemOfDay(body.Find(Day), $"'{Day}'");

    private static async Task<(JsonObject? Body, string? Problem)> ReadAsync(HttpContext http)
    {
        var raw = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        return !JsonBody.TryParse(raw.Span, out var value, out var problem) ? (null, problem)
            : value is JsonObject body ? (body, null)
            : (null, "The body is a JSON object.");
    }

    private static IResult Shared(BudgetReading day) => Results.Json(BudgetViews.Shared(day), AgentsJson.Wire.SharedBudgetsRecord);
}
