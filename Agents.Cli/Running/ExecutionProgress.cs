using System.Text.Json;
using Agents.Client.Executions;
using Spectre.Console;

namespace Agents.Cli.Running;

/// <summary>Shows an execution while it runs: a line when a state begins and one when it is done, and what models write in between.</summary>
internal sealed class ExecutionProgress(IAnsiConsole console, bool showsTokens)
{
    private readonly Dictionary<string, DateTimeOffset> _startedAt = [];
    private bool _isInsideText;

    /// <summary>Whether an answer so far was made up by the offline provider.</summary>
    public bool HeardOffline { get; private set; }

    public void Begin(string id, string server) => console.MarkupLineInterpolated($"[dim]execution {id} on {server}[/]");

    public void Show(ExecutionUpdate update)
    {
        switch (update)
        {
            case TokenUpdate token when showsTokens:
                _isInsideText = true;
                console.Write(new Text(token.Text, new Style(decoration: Decoration.Dim)));
                break;
            case EventUpdate { Event: var happened }:
                Show(happened);
                break;
        }
    }

    private void Show(EventRecord happened)
    {
        switch (happened.Type)
        {
            case EventTypes.StepStarted:
                _startedAt[TextOf(happened, "step_id")] = happened.At;
                var attempt = happened.Data.TryGetProperty("attempt", out var number) && number.GetInt32() > 1 ? $" (attempt {number.GetInt32()})" : "";
                Line($"[blue]▸[/] {StateOf(happened)}{attempt}");
                break;
            case EventTypes.ModelReplied:
                HeardOffline |= TextOf(happened, "provider") == "offline";
                ShowDoubts(happened);
                break;
            case EventTypes.BranchSkipped:
                Line($"[dim]– {TextOf(happened, "key").EscapeMarkup()} is skipped[/]");
                break;
            case EventTypes.StepSucceeded:
                Line($"[green]✓[/] {StateOf(happened)}{ElapsedOf(happened)}");
                break;
            case EventTypes.StepEvaluated:
                Line($"[green]✓[/] {StateOf(happened)}{NextOf(happened)}");
                break;
            case EventTypes.StepFailed:
                Line($"[red]✗[/] {StateOf(happened)}{ElapsedOf(happened)}: {ErrorOf(happened)}{RetryOf(happened)}");
                break;
            case EventTypes.TimerStarted:
                Line($"[dim]waits until {TextOf(happened, "due_at").EscapeMarkup()}[/]");
                break;
            case EventTypes.SignalAwaited:
                Line($"[dim]waits for the signal {TextOf(happened, "signal").EscapeMarkup()}[/]");
                break;
            case EventTypes.ApprovalRequested:
                Line($"[yellow]?[/] {(TextOf(happened, "title") is { Length: > 0 } title ? title : TextOf(happened, "message")).EscapeMarkup()}");
                break;
            case EventTypes.ApprovalVoted:
                Line($"[dim]{TextOf(happened, "actor").EscapeMarkup()} {TextOf(happened, "decision").EscapeMarkup()}[/]");
                break;
            case EventTypes.ChildStarted:
                Line($"[dim]runs {TextOf(happened, "workflow_id").EscapeMarkup()} as {TextOf(happened, "execution_id").EscapeMarkup()}[/]");
                break;
            case EventTypes.ExecutionBudgetExceeded:
                Line($"[yellow]![/] the {TextOf(happened, "scope").EscapeMarkup()}'s budget of {NumberOf(happened, "of")} {TextOf(happened, "limit").EscapeMarkup()} has {NumberOf(happened, "left")} left: not enough to go on");
                break;
            case EventTypes.BudgetWarned:
                Line($"[dim]{NumberOf(happened, "used")} of {NumberOf(happened, "of")} {TextOf(happened, "limit").EscapeMarkup()} are spent[/]");
                break;
            case EventTypes.LateResultIgnored:
                Line("[dim]a result came too late and was ignored[/]");
                break;
        }
    }

    // An answer that was taken all the same: other models were asked before, or it breaks its schema.
    private void ShowDoubts(EventRecord reply)
    {
        foreach (var skipped in ItemsOf(reply, "skipped"))
        {
            var (provider, model, message) = (skipped.GetProperty("provider").GetString(), skipped.GetProperty("model").GetString(), skipped.GetProperty("message").GetString());
            Line($"[yellow]![/] {$"{provider}/{model} gave no answer: {message}".EscapeMarkup()}");
        }

        foreach (var problem in ItemsOf(reply, "degraded"))
        {
            Line($"[yellow]![/] the answer breaks its schema and was accepted: {(problem.GetString() ?? "").EscapeMarkup()}");
        }
    }

    private static JsonElement.ArrayEnumerator ItemsOf(EventRecord happened, string name)
        => happened.Data.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private void Line(string markup)
    {
        if (_isInsideText)
        {
            console.WriteLine();
            _isInsideText = false;
        }

        console.MarkupLine(markup);
    }

    private static string StateOf(EventRecord happened) => TextOf(happened, "state").EscapeMarkup();

    private string ElapsedOf(EventRecord happened)
        => _startedAt.TryGetValue(TextOf(happened, "step_id"), out var startedAt) ? $" [dim]{ExecutionSummaryLine.Seconds((happened.At - startedAt).TotalSeconds)}[/]" : "";

    private static string NextOf(EventRecord happened)
        => TextOf(happened, "condition") is { Length: > 0 } condition ? $" [dim]{condition.EscapeMarkup()} → {TextOf(happened, "next").EscapeMarkup()}[/]" : "";

    private static string ErrorOf(EventRecord happened)
        => happened.Data.TryGetProperty("error", out var error) && error.TryGetProperty("message", out var message) ? (message.GetString() ?? "").EscapeMarkup() : "";

    private static string RetryOf(EventRecord happened)
        => happened.Data.TryGetProperty("retry_at", out var retry) && retry.TryGetDateTimeOffset(out var at)
            ? $" [dim](again in {ExecutionSummaryLine.Seconds((at - happened.At).TotalSeconds)})[/]"
            : "";

    private static string NumberOf(EventRecord happened, string name)
        => happened.Data.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetRawText() : "0";

    private static string TextOf(EventRecord happened, string name)
        => happened.Data.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
