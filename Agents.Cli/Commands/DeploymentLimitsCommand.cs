using System.CommandLine;
using System.Globalization;
using Agents.Client.Deployments;
using Agents.Client.Executions;

namespace Agents.Cli.Commands;

/// <summary><c>agents deployments limits</c>: what its executions may spend in a day, and how long they are kept.</summary>
internal static class DeploymentLimitsCommand
{
    private const string Never = "never";

    private const string Default = "default";

    public static Command Create()
    {
        var id = DeploymentsCommand.Id();
        var budget = BudgetOption.Create("What its executions may spend in a day in UTC together; repeatable: tokens=20000, cost_usd=0.5, model_calls=30, tool_calls=100. What the old one held goes on.");
        var free = new Option<bool>("--no-budget") { Description = "Takes its budget away." };
        var retention = new Option<string?>("--retention") { Description = "Days that its executions are kept after their ends, never to remove none, or default for as long as all others.", HelpName = "DAYS" };
        retention.Validators.Add(result =>
        {
            var text = result.Tokens[0].Value;
            if (text is not (Never or Default) && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                result.AddError($"'{text}' is no number of days. Write e.g. 30, never or default.");
            }
        });
        var command = new Command("limits", "Show or set what its executions may spend in a day, and how long they are kept.") { id, budget, free, retention };
        command.Validators.Add(result =>
        {
            if (result.GetValue(free) && result.GetResult(budget) is not null)
            {
                result.AddError("--budget and --no-budget exclude each other.");
            }
        });
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var change = new ChangeDeployment
            {
                Budget = parsed.GetValue(free) ? new BudgetRecord() : parsed.GetValue(budget),
                Retention = parsed.GetValue(retention) is { } days ? Retention(days) : null,
            };
            var deployment = parsed.GetRequiredValue(id);
            return DeploymentsCommand.Write(output, change is { Budget: null, Retention: null }
                ? await client.Deployments.GetAsync(deployment, cancellationToken)
                : await client.Deployments.ChangeAsync(deployment, change, cancellationToken));
        });
    }

    /// <summary>What a deployment limits, in lines for people.</summary>
    public static IEnumerable<string> Lines(DeploymentRecord deployment)
    {
        if (deployment is { Budget: { } budget, SpentToday: { } spent })
        {
            var limits = new[] { Part(spent.Tokens, budget.Tokens, "tokens"), Part(spent.CostUsd, budget.CostUsd, "USD"), Part(spent.ModelCalls, budget.ModelCalls, "model calls"), Part(spent.ToolCalls, budget.ToolCalls, "tool calls") };
            yield return $"spent today: {string.Join(", ", limits.OfType<string>())}";
        }

        if (deployment.Retention is { } retention)
        {
            yield return retention.Forever ? "its executions are kept for ever" : $"its executions are kept for {retention.Days} days after their ends";
        }
    }

    private static string? Part(decimal? used, decimal? limit, string what) => limit is null ? null
        : string.Create(CultureInfo.InvariantCulture, $"{used?.ToString("0.######", CultureInfo.InvariantCulture) ?? "unknown"} of {limit:0.######} {what}");

    private static DeploymentRetention Retention(string days) => days switch
    {
        Never => new DeploymentRetention { Forever = true },
        Default => new DeploymentRetention(),
        _ => new DeploymentRetention { Days = int.Parse(days, CultureInfo.InvariantCulture) },
    };
}
