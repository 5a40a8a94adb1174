using Agents.Client.Access;
using Agents.Core.Formats.Schemas;
using Agents.ServiceDefaults.Problems;
using Agents.Silo.Access;
using Agents.Silo.AgentFiles;
using Agents.Silo.Aliases;
using Agents.Silo.Approvals;
using Agents.Silo.Artifacts;
using Agents.Silo.Budgets;
using Agents.Silo.Chat;
using Agents.Silo.Deployments;
using Agents.Silo.Executions;
using Agents.Silo.Executions.Forks;
using Agents.Silo.Executions.Journal;
using Agents.Silo.Executions.Queue;
using Agents.Silo.Executions.Telemetry;
using Agents.Silo.Executions.Validation;
using Agents.Silo.Hooks;
using Agents.Silo.Hosting;
using Agents.Silo.Mcp;
using Agents.Silo.Memory;
using Agents.Silo.Metrics;
using Agents.Silo.Models;
using Agents.Silo.Retention;
using Agents.Silo.Schedules;
using Agents.Silo.Secrets;
using Agents.Silo.Sessions;
using Agents.Silo.Status;
using Agents.Silo.Storage;
using Agents.Silo.Storage.Postgres;
using Agents.Silo.Storage.Sqlite;
using Agents.Silo.Tools;
using Agents.Silo.Webhooks;
using Agents.Silo.Workflows;
using Microsoft.Extensions.Options;

namespace Agents.Silo;

/// <summary>The whole engine in two calls, so that the silo's program, the tests and the command line host the same one.</summary>
public static class EngineHosting
{
    /// <summary>Adds stores, journal, grains, models and recovery.</summary>
    /// <param name="builder">The host. Call <c>AddServiceDefaults</c> first.</param>
    /// <param name="folder">The locked data folder; the host owns it from here on. Null in a cluster, whose silos keep everything in PostgreSQL.</param>
    /// <param name="postgres">The PostgreSQL database to use; null is SQLite's file in the data folder.</param>
    public static WebApplicationBuilder AddEngine(this WebApplicationBuilder builder, DataFolder? folder, PostgresAddress? postgres = null)
    {
        var services = builder.Services;
        if (folder is not null)
        {
            services.AddSingleton(_ => folder);
        }

        services.AddDatabase(postgres);
        // The first service to start: everything else reads from the database.
        services.AddHostedService<DatabaseWatch>();
        services.AddAccess(builder.Configuration);
        builder.AddSecrets();
        services.AddExceptionHandler<DatabaseProblems>();
        services.AddSingleton<IdGenerator>();
#pragma warning disable RS0030, CA5394 // The one source of jitter; nothing secret comes of it.
        services.AddSingleton(_ => new Random());
#pragma warning restore RS0030, CA5394
        services.AddSingleton(provider => new SiloStart(
            provider.GetRequiredService<TimeProvider>().GetUtcNow(), typeof(EngineHosting).Assembly.GetName().Version?.ToString(3) ?? "0"));
        services.AddModels(builder.Configuration);
        services.AddPrices();
        services.AddTools(builder.Configuration);
        services.AddMemory();
        services.AddWorkflows();
        services.AddAgentFiles();
        services.AddExecutions(builder.Configuration);
        services.AddDeployments();
        services.AddSchedules();
        services.AddChat();
        services.AddApprovals();
        services.AddWebhooks(builder.Configuration);
        services.AddHooks();
        services.AddArtifacts();
        services.AddRetention();
        services.AddMetricsSummaries();
        services.AddStatus();
        builder.AddKeyRing(folder);
        services.AddGrains(builder, postgres);
        services.AddSessions();
        return builder;
    }

    /// <summary>Maps the REST API.</summary>
    public static WebApplication MapEngine(this WebApplication app)
    {
        // Made now: what it holds is the time of the start.
        app.Services.GetRequiredService<SiloStart>();
        // Whoever makes it gives it back; nobody else may ask for it.
        app.Services.GetService<DataFolder>();
        app.UseAccess();
        app.UseAliases();
        app.MapAccess();
        app.MapWorkflows();
        app.MapExecutions();
        app.MapArtifacts();
        app.MapDeployments();
        app.MapSchedules();
        app.MapChat();
        app.MapApprovals();
        app.MapApprovalLinks();
        app.MapWebhooks();
        app.MapHooks();
        app.MapBudgets();
        app.MapRetention();
        app.MapSecrets();
        app.MapProviders();
        app.MapPrices();
        app.MapMemory();
        app.MapTools();
        app.MapAgentFiles();
        app.MapMcp();
        app.MapStatus();
        app.MapMetrics();
        app.MapGet("/schemas/{format}.json", (string format) => FormatSchemas.Get(format) is { } schema
            ? Results.Text(schema.ToIndentedJson(), "application/schema+json")
            : Problem.Result(StatusCodes.Status404NotFound, "The formats are graph, workflow, design and test."))
            .WithTags("workflows").WithName("GetFormatSchema").WithSummary("JSON Schema of a file format, for editors.").Needs(KeyScopes.Viewer);
        return app;
    }

    private static void AddDatabase(this IServiceCollection services, PostgresAddress? postgres)
    {
        if (postgres is null)
        {
            services.AddSingleton<IDatabase, SqliteDatabase>();
        }
        else
        {
            services.AddSingleton<IDatabase>(provider => ActivatorUtilities.CreateInstance<PostgresDatabase>(provider, postgres, GrainHosting.HasManySilos));
        }
    }

    private static void AddWorkflows(this IServiceCollection services)
    {
        services.AddSingleton<WorkflowStore>();
        services.AddSingleton<WorkflowCatalog>();
        services.AddSingleton<WorkflowViews>();
    }

    private static void AddExecutions(this IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddOptions<ExecutionOptions>().Bind(configuration.GetSection(ExecutionOptions.Section)).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<ExecutionOptions>>(new ExecutionOptionsEnvironment(configuration));
        services.AddSingleton<IValidateOptions<ExecutionOptions>, ExecutionOptionsValidator>();
        services.AddOptions<TestRunOptions>().Bind(configuration.GetSection(TestRunOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TestRunOptions>, TestRunOptionsValidator>();
        services.AddSingleton<ExecutionAdmission>();
        services.AddSingleton<ExecutionEstimates>();
        services.AddSingleton<ExecutionValidation>();
        services.AddSingleton<JournalWriter>();
        services.AddSingleton<JournalReader>();
        services.AddSingleton<ExecutionFeed>();
        services.AddSingleton<ExecutionStore>();
        services.AddSingleton<ExecutionLookup>();
        services.AddSingleton<ExecutionSettling>();
        services.AddSingleton<ExecutionControls>();
        services.AddSingleton<ExecutionStarts>();
        services.AddSingleton<TriggeredStarts>();
        services.AddSingleton<ExecutionReruns>();
        services.AddSingleton<ExecutionReplays>();
        services.AddSingleton<AgentExecutor>();
        services.AddSingleton<ChildExecutions>();
        services.AddSingleton<StepLog>();
        services.AddSingleton<ExecutionServices>();
        services.AddSingleton<BudgetPatience>();
        services.AddSingleton<FamilyBudgets>();
        services.AddSingleton<DayBudget>();
        services.AddSingleton<DeploymentBudgets>();
        services.AddSingleton<CallAllowances>();
        services.AddSingleton<BudgetHolds>();
        services.AddSingleton<Recovery>();
        services.AddSingleton<DueSweep>();
        if (GrainHosting.HasDueSweep)
        {
            services.AddHostedService(static provider => provider.GetRequiredService<DueSweep>());
            services.AddSingleton(static provider => new DatabaseReadyWork("due", stop => provider.GetRequiredService<DueSweep>().RunAsync(stop)));
        }

        services.AddSingleton(static provider => new DatabaseReadyWork("recovery", stop => provider.GetRequiredService<Recovery>().RunAsync(stop)));
    }

    private static void AddApprovals(this IServiceCollection services)
    {
        services.AddSingleton<ApprovalStore>();
        services.AddSingleton<ApprovalVoting>();
        services.AddSingleton<ApprovalLinks>();
    }

    private static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<SessionState>();
        services.AddHostedService(static provider => provider.GetRequiredService<SessionState>());
        services.AddSingleton(static provider => new DatabaseReadyWork("session", _ => provider.GetRequiredService<SessionState>().BeginAsync()));
    }
}
