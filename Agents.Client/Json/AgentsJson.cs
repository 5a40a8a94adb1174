using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Agents.Client.Access;
using Agents.Client.AgentFiles;
using Agents.Client.Approvals;
using Agents.Client.Artifacts;
using Agents.Client.Budgets;
using Agents.Client.Chat;
using Agents.Client.Containers;
using Agents.Client.Deployments;
using Agents.Client.Executions;
using Agents.Client.Hooks;
using Agents.Client.Memory;
using Agents.Client.Metrics;
using Agents.Client.Models;
using Agents.Client.Paging;
using Agents.Client.Prices;
using Agents.Client.Problems;
using Agents.Client.Retention;
using Agents.Client.Schedules;
using Agents.Client.Secrets;
using Agents.Client.Status;
using Agents.Client.Streams;
using Agents.Client.Tools;
using Agents.Client.Webhooks;
using Agents.Client.Workflows;

namespace Agents.Client.Json;

/// <summary>
/// How the contract's records are written: snake_case names, nulls written out (null means something everywhere in it),
/// times in UTC as RFC 3339, text readable.
/// </summary>
[JsonSerializable(typeof(AgentDetail))]
[JsonSerializable(typeof(ApprovalDecision))]
[JsonSerializable(typeof(ApprovalHandOver))]
[JsonSerializable(typeof(ApprovalLink))]
[JsonSerializable(typeof(ApprovalLinkRequest))]
[JsonSerializable(typeof(ApprovalRecord))]
[JsonSerializable(typeof(BudgetRecord))]
[JsonSerializable(typeof(ExecutionBudgetRecord))]
[JsonSerializable(typeof(SetBudgets))]
[JsonSerializable(typeof(SharedBudgetsRecord))]
[JsonSerializable(typeof(CallAccepted))]
[JsonSerializable(typeof(CallerRecord))]
[JsonSerializable(typeof(ChatDelta))]
[JsonSerializable(typeof(ChatMessageMetadata))]
[JsonSerializable(typeof(ChatMessageRecord))]
[JsonSerializable(typeof(ChatReply))]
[JsonSerializable(typeof(ChatSessionDetail))]
[JsonSerializable(typeof(DeployChat))]
[JsonSerializable(typeof(ExecuteChat))]
[JsonSerializable(typeof(ItemPage<ChatSessionRecord>))]
[JsonSerializable(typeof(SendChatMessage))]
[JsonSerializable(typeof(StartChat))]
[JsonSerializable(typeof(ChangeDeployment))]
[JsonSerializable(typeof(CleanupReply))]
[JsonSerializable(typeof(CreateDeployment))]
[JsonSerializable(typeof(DeploymentRecord))]
[JsonSerializable(typeof(DeploymentTraffic))]
[JsonSerializable(typeof(ExecuteDeployment))]
[JsonSerializable(typeof(GatewayTable))]
[JsonSerializable(typeof(HeartbeatReply))]
[JsonSerializable(typeof(ItemPage<DeploymentRecord>))]
[JsonSerializable(typeof(PromoteDeployment))]
[JsonSerializable(typeof(RegisterDeployment))]
[JsonSerializable(typeof(AddHook))]
[JsonSerializable(typeof(HookRecord))]
[JsonSerializable(typeof(HookReceipt))]
[JsonSerializable(typeof(ItemPage<HookRecord>))]
[JsonSerializable(typeof(ItemPage<HookEventRecord>))]
[JsonSerializable(typeof(CreateSchedule))]
[JsonSerializable(typeof(ChangeSchedule))]
[JsonSerializable(typeof(PauseSchedule))]
[JsonSerializable(typeof(ScheduleRecord))]
[JsonSerializable(typeof(SchedulePreview))]
[JsonSerializable(typeof(TimeZoneList))]
[JsonSerializable(typeof(ItemPage<ScheduleRecord>))]
[JsonSerializable(typeof(ItemPage<ScheduleFiringRecord>))]
[JsonSerializable(typeof(ControlExecution))]
[JsonSerializable(typeof(ContextReply))]
[JsonSerializable(typeof(CreateWorkflowResult))]
[JsonSerializable(typeof(DeleteWorkflowResult))]
[JsonSerializable(typeof(CreateKey))]
[JsonSerializable(typeof(CreatedKey))]
[JsonSerializable(typeof(KeyList))]
[JsonSerializable(typeof(PrincipalList))]
[JsonSerializable(typeof(RotateKey))]
[JsonSerializable(typeof(DeletedReply))]
[JsonSerializable(typeof(EventRecord))]
[JsonSerializable(typeof(ExecutionDetail))]
[JsonSerializable(typeof(ForkRecord))]
[JsonSerializable(typeof(HealthRecord))]
[JsonSerializable(typeof(IReadOnlyList<DiagnosticRecord>))]
[JsonSerializable(typeof(IReadOnlyList<ProviderRecord>))]
[JsonSerializable(typeof(IReadOnlyList<StepRecord>))]
[JsonSerializable(typeof(IReadOnlyList<ApprovalDelegationRecord>))]
[JsonSerializable(typeof(IReadOnlyList<ApprovalVoteRecord>))]
[JsonSerializable(typeof(ItemPage<AgentRecord>))]
[JsonSerializable(typeof(ItemPage<ApprovalRecord>))]
[JsonSerializable(typeof(ItemPage<ArtifactRecord>))]
[JsonSerializable(typeof(ItemPage<EventRecord>))]
[JsonSerializable(typeof(ItemPage<ExecutionSummary>))]
[JsonSerializable(typeof(ItemPage<MemoryRecord>))]
[JsonSerializable(typeof(ItemPage<OutgoingWebhook>))]
[JsonSerializable(typeof(ItemPage<McpServerRecord>))]
[JsonSerializable(typeof(ItemPage<StepRecord>))]
[JsonSerializable(typeof(ItemPage<ToolRecord>))]
[JsonSerializable(typeof(ItemPage<WorkflowSummary>))]
[JsonSerializable(typeof(ItemPage<WorkflowVersion>))]
[JsonSerializable(typeof(OutgoingWebhook))]
[JsonSerializable(typeof(MetricsSummary))]
[JsonSerializable(typeof(ApprovalsUpdate))]
[JsonSerializable(typeof(DeploymentCounts))]
[JsonSerializable(typeof(ExecutionProgress))]
[JsonSerializable(typeof(ExecutionsUpdate))]
[JsonSerializable(typeof(ProblemRecord))]
[JsonSerializable(typeof(ProcessUse))]
[JsonSerializable(typeof(QueueUpdate))]
[JsonSerializable(typeof(SiloHealth))]
[JsonSerializable(typeof(ProviderRecord))]
[JsonSerializable(typeof(BottleneckRecord))]
[JsonSerializable(typeof(ReplayReply))]
[JsonSerializable(typeof(RerunExecution))]
[JsonSerializable(typeof(PriceList))]
[JsonSerializable(typeof(SetPrices))]
[JsonSerializable(typeof(RetentionRecord))]
[JsonSerializable(typeof(RetentionRun))]
[JsonSerializable(typeof(SetRetention))]
[JsonSerializable(typeof(RotationReply))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(StartRun))]
[JsonSerializable(typeof(SecretList))]
[JsonSerializable(typeof(SendSignal))]
[JsonSerializable(typeof(SetProvider))]
[JsonSerializable(typeof(SetSecret))]
[JsonSerializable(typeof(SetSecretReply))]
[JsonSerializable(typeof(StartExecution))]
[JsonSerializable(typeof(SyncReport))]
[JsonSerializable(typeof(SystemStatus))]
[JsonSerializable(typeof(TokenDelta))]
[JsonSerializable(typeof(ValidationReport))]
[JsonSerializable(typeof(WorkflowDetail))]
[JsonSerializable(typeof(WorkflowDiff))]
[JsonSerializable(typeof(WorkflowGraphReply))]
[JsonSerializable(typeof(WorkflowSchemaReply))]
[JsonSerializable(typeof(WorkflowVersionDetail))]
public sealed partial class AgentsJson : JsonSerializerContext
{
    /// <summary>
    /// The contract's serializer. Replies are never pasted into HTML, so umlauts and quotes stay readable. Use this one rather
    /// than the generated <c>Default</c>.
    /// </summary>
    public static AgentsJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        PropertyNameCaseInsensitive = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Values of executions nest up to 64 levels, and replies wrap them.
        MaxDepth = 256,
    });
}
