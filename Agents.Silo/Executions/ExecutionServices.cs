using Agents.Silo.AgentFiles;
using Agents.Silo.Budgets;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Executions.Queue;
using Agents.Silo.Executions.Telemetry;
using Agents.Silo.Models;
using Agents.Silo.Secrets;
using Agents.Silo.Webhooks;
using Agents.Silo.Workflows;
using Microsoft.Extensions.Options;

namespace Agents.Silo.Executions;

/// <summary>What an execution grain works with.</summary>
/// <param name="Writer">Makes events durable.</param>
/// <param name="Journal">Reads them back.</param>
/// <param name="Workflows">Stored workflow versions.</param>
/// <param name="EnvironmentAgents">Agents of environments that plans name.</param>
/// <param name="Agents">Runs agent steps.</param>
/// <param name="Health">How providers answer.</param>
/// <param name="Children">Starts, watches and ends executions for other executions.</param>
/// <param name="Webhooks">Tells other systems.</param>
/// <param name="Day">The budget that all executions of a day share.</param>
/// <param name="DeploymentBudgets">The budgets that executions of a deployment share.</param>
/// <param name="Families">The budgets that executions share with their sub-workflows.</param>
/// <param name="Admission">Bounds how many run at once.</param>
/// <param name="Secrets">What its executions were given and nothing records.</param>
/// <param name="Redactor">Takes secrets out of what comes in.</param>

/// <param name="Options">How much an execution may hold.</param>
/// <param name="Feed">Tells who watches.</param>
/// <param name="Steps">Logs steps.</param>
/// <param name="Time">The clock.</param>
/// <param name="Random">The source of jitter.</param>
internal sealed record ExecutionServices(
    JournalWriter Writer,
    JournalReader Journal,
    WorkflowCatalog Workflows,
    AgentBinding EnvironmentAgents,
    AgentExecutor Agents,
    ProviderHealthChecks Health,
    ChildExecutions Children,
    WebhookRows Webhooks,
    DayBudget Day,
    DeploymentBudgets DeploymentBudgets,
    FamilyBudgets Families,
    ExecutionAdmission Admission,
    OpenSecrets Secrets,
    Redactor Redactor,
    IOptions<ExecutionOptions> Options,
    ExecutionFeed Feed,
    StepLog Steps,
    TimeProvider Time,
    Random Random)
{
    /// <summary>0 to 1, for the next retry's jitter.</summary>
    public double Jitter()
    {
        lock (Random)
        {
            return Random.NextDouble();
        }
    }
}
