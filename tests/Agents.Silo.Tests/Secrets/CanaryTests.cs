using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Agents.Client.Executions;
using Agents.Client.Models;
using Agents.Client.Secrets;
using Agents.Silo.Storage;
using Agents.Silo.Tests.Hosting;
using Agents.Testing.Models;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Agents.Silo.Tests.Secrets;

/// <summary>Plants secrets in every way that people can, has them repeated by whoever gets them, and looks for them in everything that is kept, sent or shown.</summary>
public sealed class CanaryTests
{
    private const string ProviderKey = "sk-canary-key-7d1f3a";
    private const string StoredValue = "canary-stored-\"quoted\"/5b";
    private const string EnvValue = "canary-env-8e2c41";
    private const string InputValue = "canary-input-3f9a70";
    private const string NestedValue = "canary-nested-c04d12";
    private const string QueryValue = "canary-query-66ab90";
    private const string ConfiguredValue = "canary-configured-1b7d";
    private const string UnknownKey = "sk-proj-unknown0canary1shape2";

    private static readonly string[] Canaries = [ProviderKey, StoredValue, EnvValue, InputValue, NestedValue, QueryValue, ConfiguredValue, UnknownKey];

    private static readonly string Everything = string.Join(" and ", Canaries);

    private const string Leaky = """
        id: leaky
        name: Leaky
        environment: [SHOP_KEY]
        inputSchema:
          type: object
          properties:
            token: {type: string, writeOnly: true}
            auth: {type: object, properties: {password: {type: string, format: password}}}
            topic: {type: string}
        agents: {writer: {instructions: "Use {{ input.token }}"}}
        llm: {model: m}
        states:
          - {name: ask, type: agent, agent: writer, task: "Say {{ input.token }} and {{ input.auth.password }}", next: wait}
          - {name: wait, type: signal, signal: go, next: approve}
          - {name: approve, type: human_approval, message: "{{ steps.ask.output }}", approvers: [ada], editable: true, next: write}
          - {name: write, type: transform, expression: "{'all': [steps.ask.output, steps.wait.output, input]}", end: true}
        """;

    [SkippableTheory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task NoSecret_IsKeptSentOrShown(DatabaseKind kind)
    {
        // Whatever is asked, the provider says everything: once in an answer, once in an error, and once as what a server says that it cannot be.
        await using var model = await ScriptedOpenAIServer.StartAsync([.. Pieces(), new OpenAIAnswer.Failed(400, $"bad: {Everything}", "bad_request")]);
        var logs = new CollectedLogs();
        await using var silo = await SiloHost.StartAsync(
            kind,
            services => services.AddSingleton<ILoggerProvider>(logs).AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Trace).AddFilter<CollectedLogs>(null, LogLevel.Trace)),
            "--Models:CaptureContent", "true",
            "--Models:Providers:other:Kind", "openai", "--Models:Providers:other:BaseUrl", $"http://127.0.0.1:9/v1?key={QueryValue}", "--Models:Providers:other:AuthOptional", "true",
            "--Shop:ApiKey", ConfiguredValue);
        using var spans = new CollectedSpans(silo.Services);
        var shown = new StringBuilder();

        await silo.Client.Providers.SetAsync("openai", new SetProvider { BaseUrl = model.BaseUrl.ToString(), DefaultModel = "m" });
        shown.Append(await silo.Client.Secrets.SetAsync(new SetSecret { Provider = "openai", ApiKey = ProviderKey }));
        var models = model.Models;
        model.Models = OpenAIAnswer.Error(401, $"wrong key {Everything}");
        shown.Append(await silo.Client.Secrets.SetAsync(new SetSecret { Provider = "openai", ApiKey = ProviderKey }));
        model.Models = models;
        shown.Append(await silo.Client.Secrets.SetAsync(new SetSecret { Name = "STORED", Value = StoredValue }));
        shown.Append(await silo.Client.Providers.TestAsync("other"));
        await silo.CreateAsync(Leaky);

        // Runs to its end: the model repeats everything, so do a signal, a vote and its edit.
        var done = await StartAsync(silo, "leaky");
        var stream = silo.Http.GetStringAsync($"/api/v1/executions/{done.Id}/stream");
        await StatusAsync(silo, done.Id, "waiting_signal");
        await silo.Client.Executions.SignalAsync(done.Id, new SendSignal("go") { Payload = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["x"] = Everything, [EnvValue] = "key" }) });
        await StatusAsync(silo, done.Id, "waiting_approval");
        var approval = (await silo.Client.Approvals.ListAsync(new Client.Approvals.ApprovalFilter())).Items.Single();
        shown.Append(await silo.Http.GetStringAsync("/api/v1/approvals"));
        using var vote = await silo.PostAsync($"/api/v1/approvals/{approval.Id}/approve", JsonSerializer.Serialize(new { actor = "ada", comment = Everything, edited = new { a = Everything } }));
        shown.Append(await vote.Content.ReadAsStringAsync());
        var ended = await silo.EndAsync(done.Id);
        ended.Status.ShouldBe("completed");
        // Fails: the error repeats everything. Cancelled: the reason does.
        var failed = await StartAsync(silo, "leaky");
        (await silo.EndAsync(failed.Id)).Status.ShouldBe("failed");
        await silo.CreateAsync(Leaky.Replace("id: leaky", "id: idle", StringComparison.Ordinal).Replace("states:", "start: wait\nstates:", StringComparison.Ordinal));
        var idle = await StartAsync(silo, "idle");
        using var cancelled = await silo.PostAsync($"/api/v1/executions/{idle.Id}/cancel", JsonSerializer.Serialize(new { reason = Everything }));
        shown.Append(await cancelled.Content.ReadAsStringAsync());
        var refused = await SendAsync(silo, new { workflow_id = "leaky", inputs = new { token = new[] { InputValue }, auth = NestedValue }, env = new { SHOP_KEY = EnvValue } });
        shown.Append(await refused.Content.ReadAsStringAsync());
        shown.Append(await (await SendAsync(silo, new { workflow_id = $"none-{StoredValue}" })).Content.ReadAsStringAsync());
        shown.Append(await stream);
        foreach (var id in new[] { done.Id, failed.Id, idle.Id })
        {
            foreach (var path in new[] { "", "/events", "/events?format=jsonl", "/steps", "/states", "/context", "/stream", "/definition" })
            {
                using var reply = await silo.Http.GetAsync($"/api/v1/executions/{id}{path}");
                shown.Append(await reply.Content.ReadAsStringAsync());
            }
        }

        foreach (var path in new[] { "executions", "settings/providers", "settings/secrets", "status", "workflows", "workflows/leaky/schema", "approvals?status=approved" })
        {
            shown.Append(await silo.Http.GetStringAsync($"/api/v1/{path}"));
        }

        var sent = string.Join('\n', model.Requests.Select(static request => request.Body.GetRawText()));
        var tables = kind == DatabaseKind.Postgres ? await TablesAsync(silo) : "";
        await silo.StopAsync();

        // The journeys really went where secrets could have come out.
        model.Requests.ShouldAllBe(static request => request.Authorization == $"Bearer {ProviderKey}");
        shown.ToString().ShouldContain("[redacted]");
        logs.Text.ShouldContain(done.Id);
        spans.Text.ShouldContain("[redacted]");
        sent.ShouldContain("${secret:inputs.token}");
        foreach (var canary in Canaries)
        {
            shown.ToString().ShouldNotContain(canary, customMessage: "replies, streams and exports");
            logs.Text.ShouldNotContain(canary, customMessage: "logs");
            spans.Text.ShouldNotContain(canary, customMessage: "traces");
            sent.ShouldNotContain(canary, customMessage: "prompts");
            tables.ShouldNotContain(canary, customMessage: "tables");
            foreach (var written in new[] { canary, canary.Replace("\"", "\\\"", StringComparison.Ordinal), Convert.ToBase64String(Encoding.UTF8.GetBytes(canary))[..12] })
            {
                FilesWith(silo.Folder, written).ShouldBeEmpty();
            }
        }

    }

    // Cut in the middle of secrets.
    private static IEnumerable<OpenAIAnswer> Pieces() => [OpenAIAnswer.Text([.. Everything.Chunk(7).Select(static part => new string(part)), " end"])];

    private static Task<ExecutionDetail> StartAsync(SiloHost silo, string workflow) => silo.Client.Executions.StartAsync(new StartExecution(workflow)
    {
        Inputs = JsonSerializer.SerializeToElement(new { token = InputValue, auth = new { password = NestedValue }, topic = $"about {StoredValue}" }),
        Env = new Dictionary<string, string> { ["SHOP_KEY"] = EnvValue },
    });

    private static Task<HttpResponseMessage> SendAsync(SiloHost silo, object body) => silo.Http.PostAsJsonAsync("/api/v1/executions", body);

    private static Task StatusAsync(SiloHost silo, string id, string status) => Eventually.TrueAsync(async () => (await silo.Client.Executions.GetAsync(id)).Status == status);

    private static async Task<string> TablesAsync(SiloHost silo)
    {
        await using var connection = await silo.Services.GetRequiredService<IDatabase>().OpenAsync();
        var names = await connection.QueryAsync<string>("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
        var all = new StringBuilder();
        foreach (var name in names)
        {
            foreach (var row in await connection.QueryAsync<string>($"SELECT row_to_json(t)::text FROM {name} t"))
            {
                all.AppendLine(row.Replace("\\\"", "\"", StringComparison.Ordinal));
            }
        }

        return all.ToString();
    }

    private static IEnumerable<string> FilesWith(string folder, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0);
    }

    private sealed class CollectedLogs : ILoggerProvider, ILogger
    {
        private readonly StringBuilder _text = new();

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_text)
            {
                _text.Append(formatter(state, exception)).Append(exception);
                foreach (var (key, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
                {
                    _text.Append(' ').Append(key).Append('=').Append(value);
                }

                _text.AppendLine();
            }
        }

        public void Dispose()
        {
        }
    }

    /// <summary>What an exporter would send.</summary>
    private sealed class CollectedSpans : BaseExporter<Activity>
    {
        private readonly StringBuilder _text = new();
        private readonly TracerProvider _traces;
        private bool _isDisposed;

        public CollectedSpans(IServiceProvider services)
        {
            var traces = Sdk.CreateTracerProviderBuilder().AddSource("Agents.*", "Microsoft.AspNetCore", "System.Net.Http");
            traces = services.GetServices<BaseProcessor<Activity>>().Aggregate(traces, static (builder, processor) => builder.AddProcessor(processor));
            _traces = traces.AddProcessor(new SimpleActivityExportProcessor(this)).Build();
        }

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public override ExportResult Export(in Batch<Activity> batch)
        {
            lock (_text)
            {
                foreach (var span in batch)
                {
                    _text.AppendLine($"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(static happened => happened.Tags))}");
                }
            }

            return ExportResult.Success;
        }

        protected override void Dispose(bool disposing)
        {
            // The provider disposes its exporters.
            if (disposing && !_isDisposed)
            {
                _isDisposed = true;
                _traces.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
