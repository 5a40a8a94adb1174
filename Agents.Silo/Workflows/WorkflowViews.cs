using System.Text.Json;
using Agents.Client.Problems;
using Agents.Client.Workflows;
using Agents.Core.Drawing;
using Agents.Core.Formats;
using Agents.Core.Forms;
using Agents.Core.Json;
using Agents.Core.JsonSchemas.Sampling;
using Agents.Core.Secrets;
using Agents.Core.Workflows;
using Agents.Silo.AgentFiles;
using Agents.Silo.Diagnostics;
using Agents.Silo.Executions;
using Agents.Silo.Secrets;

namespace Agents.Silo.Workflows;

/// <summary>Workflows as the API shows them.</summary>
internal sealed class WorkflowViews(WorkflowStore store, WorkflowCatalog catalog, AgentFolder agents, ExecutionStore executions, TimeProvider time)
{
    private static readonly TimeSpan RatePeriod = TimeSpan.FromDays(30);

    public async Task<WorkflowSummary> SummaryAsync(WorkflowRow row)
    {
        var workflow = await catalog.GetAsync(row.Id, (int)row.CurrentVersion);
        var (last, rate) = await store.GetStatisticsAsync(row.Id, time.GetUtcNow() - RatePeriod);
        return new WorkflowSummary
        {
            Id = row.Id,
            Name = row.Name,
            Description = row.Description,
            Format = FormatName(workflow.Plan.Format),
            Version = (int)row.CurrentVersion,
            VersionLabel = workflow.Plan.Version,
            Tags = JsonSerializer.Deserialize<string[]>(row.Tags) ?? [],
            Persona = row.Persona,
            Difficulty = workflow.Plan.Difficulty,
            EstimatedTime = workflow.Plan.EstimatedTime,
            Usual = last is null ? null : Usual(await executions.ReadAveragesAsync(row.Id)),
            Status = row.Status,
            StateCount = workflow.Plan.States.Count,
            Inputs = InputNames(workflow.Plan),
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
            LastExecution = last is null ? null : new LastExecution(last.Id, last.Status, last.CreatedAt),
            SuccessRate = rate,
        };
    }

    public async Task<WorkflowDetail> DetailAsync(WorkflowRow row, WorkflowVersionRow version)
    {
        var summary = await SummaryAsync(row);
        return new WorkflowDetail
        {
            Id = summary.Id,
            Name = summary.Name,
            Description = summary.Description,
            Format = summary.Format,
            Version = (int)version.Version,
            VersionLabel = version.Label,
            Tags = summary.Tags,
            Persona = summary.Persona,
            Difficulty = summary.Difficulty,
            EstimatedTime = summary.EstimatedTime,
            Usual = summary.Usual,
            Status = summary.Status,
            StateCount = summary.StateCount,
            Inputs = summary.Inputs,
            CreatedAt = summary.CreatedAt,
            UpdatedAt = summary.UpdatedAt,
            LastExecution = summary.LastExecution,
            SuccessRate = summary.SuccessRate,
            Definition = version.Definition,
            MediaType = WorkflowEndpoints.MediaType(version.Definition),
            Hash = version.ContentHash,
            States = States(await catalog.GetAsync(row.Id, (int)version.Version)),
            Versions = [.. (await store.ListVersionsAsync(row.Id)).Select(listed => Version(row, listed))],
            Diagnostics = Diagnostics(version),
        };
    }

    public static WorkflowVersion Version(WorkflowRow workflow, WorkflowVersionRow version)
        => new((int)version.Version, version.Label, version.ContentHash, version.CreatedAt) { IsCurrent = version.Version == workflow.CurrentVersion };

    public WorkflowVersionDetail VersionDetail(WorkflowRow workflow, WorkflowVersionRow version, StoredWorkflow stored)
        => new(workflow.Id, (int)version.Version, version.Label, version.ContentHash, version.CreatedAt)
        {
            IsCurrent = version.Version == workflow.CurrentVersion,
            Definition = version.Definition,
            MediaType = WorkflowEndpoints.MediaType(version.Definition),
            States = States(stored),
            Diagnostics = Diagnostics(version),
        };

    public static WorkflowSchemaReply Schema(StoredWorkflow workflow, SecretBook secrets)
    {
        var environment = WorkflowEnvironment.Of(workflow.Plan);
        var schema = workflow.Plan.InputSchema ?? JsonObject.Of(("type", "object"));
        var properties = (schema as JsonObject)?.Find("properties") as JsonObject;
        return new WorkflowSchemaReply(workflow.Plan.Id, workflow.Version, ExecutionViews.Element(schema))
        {
            Fields = [.. WorkflowForm.From(workflow.Plan.InputSchema).Fields.Select(field => Field(field, properties?.Find(field.Name)))],
            RequiredEnvironment = [.. environment.Where(static variable => variable.IsRequired).Select(static variable => variable.Name)],
            Environment = [.. environment.Select(variable => new EnvironmentField(variable.Name, variable.IsRequired, variable.Description, secrets.Find(variable.Name) is not null))],
            Sample = SchemaSample.Inputs(workflow.Plan.InputSchema).Value is { } sample ? ExecutionViews.Element(sample) : null,
        };
    }

    public static WorkflowGraphReply Graph(StoredWorkflow workflow)
    {
        var layout = GraphLayout.Of(workflow.Plan);
        return new WorkflowGraphReply(workflow.Plan.Id, workflow.Version, layout.Width, layout.Height)
        {
            Nodes = [.. layout.Nodes.Select(static node => new Client.Workflows.GraphNode(node.Id, node.Type, node.X, node.Y, node.Width, node.Height)
            {
                Label = node.Label,
                Parent = node.Parent,
            })],
            Edges = [.. layout.Edges.Select(static edge => new Client.Workflows.GraphEdge(edge.From, edge.To)
            {
                Label = edge.Label,
                Kind = edge.Kind.ToString().ToLowerInvariant(),
                Points = [.. edge.Points.Select(static point => new Client.Workflows.GraphPoint(point.X, point.Y))],
                LabelAt = edge.LabelAt is { } at ? new Client.Workflows.GraphPoint(at.X, at.Y) : null,
            })],
        };
    }

    private static WorkflowStateRecord[] States(StoredWorkflow workflow)
        => [.. workflow.Plan.States.Select(static state => new WorkflowStateRecord(state.Name, state.Type, state.Description))];

    // As a definition that is sent today would be judged.
    private DiagnosticRecord[] Diagnostics(WorkflowVersionRow version)
        => [.. WorkflowLoader.Load(version.Definition, new WorkflowLoadOptions { FileName = version.FileName, EnvironmentAgents = agents.Current.Definitions }).Diagnostics.Select(DiagnosticViews.Record)];

    private static UsualExecution? Usual(ExecutionAverages past)
        => past is { Count: > 0, Seconds: { } seconds, Tokens: { } tokens } ? new UsualExecution(past.Count, seconds, (long)Math.Round(tokens), (decimal?)past.CostUsd) : null;

    private static InputField Field(FormField field, JsonValue? schema) => new(field.Name, field.Type)
    {
        Label = field.Label,
        Required = field.Required,
        Description = field.Description,
        Default = field.Default is null ? null : ExecutionViews.Element(field.Default),
        Enum = [.. field.Enum.Select(ExecutionViews.Element)],
        Format = field.Format,
        Secret = field.Secret,
        Schema = schema is null ? null : ExecutionViews.Element(schema),
    };

    private static string FormatName(WorkflowFormat format) => format switch
    {
        WorkflowFormat.Graph => "graph",
        WorkflowFormat.Design => "design",
        _ => "workflow",
    };

    private static IReadOnlyList<string> InputNames(Workflow plan)
        => plan.Format == WorkflowFormat.Graph
            ? [.. plan.Fields.Select(static field => field.Name)]
            : (plan.InputSchema as JsonObject)?.Find("properties") is JsonObject properties ? [.. properties.Keys] : [];
}
