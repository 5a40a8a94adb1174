using System.CommandLine;
using System.Text.Json;
using Agents.Cli.Output;
using Agents.Cli.Running;
using Agents.Client.Approvals;
using Agents.Client.Json;
using Spectre.Console;

namespace Agents.Cli.Commands;

/// <summary><c>agents approvals</c>: decisions that executions on a server wait for.</summary>
internal static class ApprovalsCommand
{
    public static Command Create() => new("approvals", "List, read and decide approvals on a server.") { List(), Show(), Approve(), Reject(), Delegate() };

    private static Command List()
    {
        var status = new Option<string>("--status") { Description = "Only this status, or all. Default: pending.", DefaultValueFactory = static _ => ApprovalStatuses.Pending };
        status.AcceptOnlyFromAmong([.. ApprovalStatuses.All, "all"]);
        var assignee = new Option<string[]>("--assignee") { Description = "Only what this user or team may decide. Repeatable.", HelpName = "NAME" };
        var limit = new Option<int?>("--limit") { Description = "How many, 1 to 200. Default: 50." };
        var command = new Command("list", "List approvals, the one that has waited longest first.") { status, assignee, limit };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var filter = new ApprovalFilter
            {
                Status = parsed.GetValue(status) is "all" ? null : parsed.GetValue(status),
                Assignees = parsed.GetValue(assignee) ?? [],
                Limit = parsed.GetValue(limit),
            };
            var page = await client.Approvals.ListAsync(filter, cancellationToken);
            if (output.IsJson)
            {
                output.Results.WriteLine(JsonSerializer.Serialize(page, AgentsJson.Wire.ItemPageApprovalRecord));
                return ExitCode.Completed;
            }

            var table = Tables.Of("ID", "Status", "Workflow", "Title", "Requested", "Due", "Votes");
            foreach (var row in page.Items)
            {
                var due = row.DueAt is { } at ? $"{at.UtcDateTime:u}" : "";
                table.AddTextRow(row.Id, row.Status, row.WorkflowId, row.Title ?? row.State, $"{row.RequestedAt.UtcDateTime:u}", due, Votes(row));
            }

            output.People.Write(table);
            return ExitCode.Completed;
        });
    }

    private static Command Show()
    {
        var id = Id();
        var command = new Command("show", "Show one approval and what it is about.") { id };
        return command.OnServer(async (parsed, output, client, cancellationToken)
            => Write(output, await client.Approvals.GetAsync(parsed.GetRequiredValue(id), cancellationToken)));
    }

    private static Command Approve()
    {
        var edited = new Option<string?>("--edited") { Description = "The changed payload as JSON, or @FILE, where the approval is editable.", HelpName = "JSON" };
        return Decide("approve", "Approve.", edited, static (client, id, decision, stop) => client.ApproveAsync(id, decision, stop));
    }

    private static Command Reject() => Decide("reject", "Reject. One rejection decides.", null, static (client, id, decision, stop) => client.RejectAsync(id, decision, stop));

    private static Command Decide(
        string name, string help, Option<string?>? edited, Func<ApprovalsClient, string, ApprovalDecision, CancellationToken, Task<ApprovalRecord>> decide)
    {
        var (id, actor, teams, comment) = (Id(), Actor(), Teams(), Comment());
        var command = new Command(name, help) { id, actor, teams, comment };
        if (edited is not null)
        {
            command.Add(edited);
        }

        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var decision = new ApprovalDecision
            {
                Actor = parsed.GetValue(actor),
                Teams = parsed.GetValue(teams) ?? [],
                Comment = parsed.GetValue(comment),
                Edited = edited is null ? null : JsonArgument.Read("--edited", parsed.GetValue(edited)),
            };
            return Write(output, await decide(client.Approvals, parsed.GetRequiredValue(id), decision, cancellationToken));
        });
    }

    private static Command Delegate()
    {
        var (id, actor, teams, comment) = (Id(), Actor(), Teams(), Comment());
        var to = new Argument<string>("TO") { Description = "The user or team who may decide instead: bob, team:sre." };
        var command = new Command("delegate", "Hand a decision to somebody else.") { id, to, actor, teams, comment };
        return command.OnServer(async (parsed, output, client, cancellationToken) =>
        {
            var handOver = new ApprovalHandOver(parsed.GetRequiredValue(to))
            {
                Actor = parsed.GetValue(actor),
                Teams = parsed.GetValue(teams) ?? [],
                Comment = parsed.GetValue(comment),
            };
            return Write(output, await client.Approvals.DelegateAsync(parsed.GetRequiredValue(id), handOver, cancellationToken));
        });
    }

    private static Argument<string> Id() => new("ID") { Description = "The approval." };

    private static Option<string?> Actor() => new("--actor") { Description = "Who decides. Recorded as claimed.", HelpName = "NAME" };

    private static Option<string[]> Teams() => new("--team") { Description = "A team of the actor. Repeatable.", HelpName = "NAME" };

    private static Option<string?> Comment() => new("--comment") { Description = "What to record with it.", HelpName = "TEXT" };

    private static string Votes(ApprovalRecord approval) => $"{approval.Votes.Count(static vote => vote.Decision == ApprovalStatuses.Approved)}/{approval.Quorum}";

    private static int Write(CliOutput output, ApprovalRecord approval)
    {
        if (output.IsJson)
        {
            output.Results.WriteLine(JsonSerializer.Serialize(approval, AgentsJson.Wire.ApprovalRecord));
            return ExitCode.Completed;
        }

        output.People.MarkupLineInterpolated($"{approval.Title ?? approval.State}: {approval.Status} ({Votes(approval)} approvals)");
        output.People.MarkupLineInterpolated($"[dim]{approval.WorkflowName}, execution {approval.ExecutionId}, requested {approval.RequestedAt.UtcDateTime:u}[/]");
        if (approval.Message is { } message)
        {
            output.People.MarkupLineInterpolated($"{message}");
        }

        output.People.MarkupLineInterpolated($"approvers: {(approval.Approvers.Count == 0 ? "anyone" : string.Join(", ", approval.Approvers))}");
        foreach (var vote in approval.Votes)
        {
            output.People.MarkupLineInterpolated($"{vote.Actor} {vote.Decision} {vote.At.UtcDateTime:u} {vote.Comment}");
        }

        output.Results.WriteLine(JsonSerializer.Serialize(approval.Edited ?? approval.Payload, ExecutionRun.Indented));
        return ExitCode.Completed;
    }
}
