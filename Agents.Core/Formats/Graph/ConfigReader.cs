using Agents.Core.Diagnostics;
using Agents.Core.Json;
using Agents.Core.Workflows;

namespace Agents.Core.Formats.Graph;

/// <summary>What <c>config</c> says about executions.</summary>
internal sealed record GraphConfig
{
    public ModelOptions Model { get; init; } = ModelOptions.Default;

    public TimeSpan? Timeout { get; init; }

    public RetryRule? Retry { get; init; }

    public MemoryOptions? Memory { get; init; }

    public JsonObject? Optimization { get; init; }

    public JsonObject? Observability { get; init; }
}

/// <summary>Reads <c>config</c>. What the platform owns (storage, logging) is accepted and noted.</summary>
internal sealed class ConfigReader(WorkflowDraft draft, DiagnosticBag bag)
{
    private const int MostSeconds = 10_000_000;

    public GraphConfig Read(MappingReader? keys)
    {
        if (keys is null)
        {
            return new GraphConfig();
        }

        var execution = keys.Mapping("execution", "'config.execution'");
        var seconds = execution?.Integer("timeout", 1, MostSeconds);
        var retries = execution?.Integer("max_retries", 0, 1_000);
        execution?.Finish();
        var config = new GraphConfig
        {
            Model = ModelReader.Read(keys.Mapping("llm", "'config.llm'")) ?? ModelOptions.Default,
            Timeout = seconds is { } timeout ? TimeSpan.FromSeconds(timeout) : null,
            Retry = retries is { } most ? new RetryRule { MaxAttempts = (int)most + 1 } : null,
            Memory = MemoryReader.Read(keys.Mapping("memory", "'config.memory'")),
            Optimization = new OptimizationReader(draft, bag).Read(keys),
            Observability = ReadObservability(keys),
        };
        _ = SandboxReader.Read(keys.Mapping("sandbox", "'config.sandbox'"));
        NoteIgnored(keys, "storage", "The platform has its own storage (AGENTS_DATA).", "backend", "path");
        keys.Finish();
        return config;
    }

    private static JsonObject? ReadObservability(MappingReader keys)
    {
        var section = keys.Mapping("observability", "'config.observability'");
        var mlflow = section?.Mapping("mlflow") ?? keys.Mapping("mlflow", "'config.mlflow'");
        mlflow?.Choice("artifact_level", "minimal", "standard", "full");
        mlflow?.Finish(
            "enabled", "tracking_uri", "experiment_name", "experiment", "run_name", "log_prompts", "log_artifacts", "async_logging", "retention_days", "redact_pii");
        if (section is not null)
        {
            NoteIgnored(section, "logging", "The platform's log level is set where it is started.", "level");
            section.Finish();
        }

        return mlflow is null ? null : JsonObject.Of(("mlflow", mlflow.Node.ToJson()));
    }

    private static void NoteIgnored(MappingReader keys, string key, string instead, params ReadOnlySpan<string> known)
    {
        if (keys.Mapping(key) is { } section)
        {
            section.Finish(known);
            keys.Bag.Inform(DiagnosticCodes.IgnoredSetting, keys.Node.KeyPlace(key), $"'{key}' of {keys.What} has no effect. {instead}");
        }
    }
}
