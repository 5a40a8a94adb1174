using Agents.Client.Executions;

namespace Agents.Dashboard.Tests.FakeSilo;

internal static class FakeArticle
{
    private const string Research = "**Lighthouses** guided ships for more than two thousand years.\\n\\n- The *Pharos* of Alexandria stood about 100 m high\\n- Fresnel's lens (1822) made a lamp visible for 30 km\\n- Most were automated by 1998\\n\\nSee [an overview](https://example.org/lighthouses) <script>alert(1)</script>.";

    private static readonly DateTimeOffset Start = FakeWorkflows.Now.AddMinutes(-12);

    public static FakeExecution Completed { get; } = new FakeExecution(new ExecutionDetail
    {
        Id = "exec_article",
        WorkflowId = "article_writer",
        WorkflowName = "article_writer",
        WorkflowVersion = 1,
        Status = ExecutionStatuses.Completed,
        TriggerType = TriggerTypes.Manual,
        TriggeredBy = "user:ada",
        CreatedAt = Start,
        StartedAt = Start.AddMilliseconds(40),
        CompletedAt = Start.AddSeconds(45.4),
        DurationSeconds = 45.4,
        TotalTokens = new(1830, 620),
        TotalCostUsd = 0.0245m,
        ModelCalls = 2,
        Budget = new() { CostUsd = 0.05m },
        BottleneckInfo = new("write", "step_write", 29.9, 0.66)
        {
            CriticalPath = new(45.2, 0.996, 2, [new("step_research", "research", null, 15.3), new("step_write", "write", null, 29.9)]),
        },
        Inputs = Json.Parse("""{"topic":"The history of lighthouses","words":300,"audience":{"level":"curious","languages":["en","de"]}}"""),
        Outputs = Json.Parse($$"""{"article":"{{Research}}","word_count":312,"score":0.91,"published":false,"reviewer":null}"""),
    })
    {
        Steps =
        [
            Step("research", 0.1, 15.3, 0.0081m, new(610, 240), Research, """{"task":"Research the following topic using web search: The history of lighthouses\n\nFind key facts, recent developments, and interesting insights.","tools":["serper_search"]}"""),
            Step("write", 15.4, 29.9, 0.0164m, new(1220, 380), "# Lights on the coast\\n\\nFor two thousand years…", """{"task":"Based on this research about The history of lighthouses, write an article."}"""),
        ],
        Contexts = new Dictionary<long, string>
        {
            [1] = """{"topic":"The history of lighthouses","words":300}""",
            [5] = """{"topic":"The history of lighthouses","words":300,"research":"Lighthouses guided ships"}""",
            [8] = """{"topic":"The history of lighthouses","words":300,"research":"Lighthouses guided ships","article":"Lights on the coast","word_count":312}""",
        },
    }
    .With(EventTypes.ExecutionCreated, Start)
    .With(EventTypes.ExecutionStarted, Start.AddMilliseconds(40))
    .With(EventTypes.StepStarted, Start.AddMilliseconds(100), """{"step_id":"step_research","state":"research","visit":1,"attempt":1}""")
    .With(EventTypes.ModelReplied, Start.AddSeconds(15.2), """{"step_id":"step_research","attempt":1,"call":1,"provider":"google","model":"gemini-2.5-flash-lite"}""")
    .With(EventTypes.StepSucceeded, Start.AddSeconds(15.4), """{"step_id":"step_research","state":"research","attempt":1,"next":"write"}""")
    .With(EventTypes.StepStarted, Start.AddSeconds(15.4), """{"step_id":"step_write","state":"write","visit":1,"attempt":1}""")
    .With(EventTypes.ModelReplied, Start.AddSeconds(45.1), """{"step_id":"step_write","attempt":1,"call":1,"provider":"google","model":"gemini-2.5-flash-lite"}""")
    .With(EventTypes.StepSucceeded, Start.AddSeconds(45.3), """{"step_id":"step_write","state":"write","attempt":1}""")
    .With(EventTypes.ExecutionCompleted, Start.AddSeconds(45.4));

    private static StepRecord Step(string state, double from, double seconds, decimal cost, TokenCount tokens, string reply, string input) => new()
    {
        StepId = $"step_{state}",
        State = state,
        Type = "agent",
        Status = StepStatuses.Succeeded,
        StartedAt = Start.AddSeconds(from),
        CompletedAt = Start.AddSeconds(from + seconds),
        DurationSeconds = seconds,
        Input = Json.Parse(input),
        Output = Json.Parse($$"""{"{{state}}":"{{reply}}"}"""),
        Tokens = tokens,
        CostUsd = cost,
        Model = "gemini-2.5-flash-lite",
        Attempts =
        [
            new()
            {
                Attempt = 1,
                Status = StepStatuses.Succeeded,
                StartedAt = Start.AddSeconds(from),
                CompletedAt = Start.AddSeconds(from + seconds),
                ModelCalls =
                [
                    new()
                    {
                        Call = 1,
                        Provider = "google",
                        Model = "gemini-2.5-flash-lite",
                        Text = reply.Replace("\\n", "\n"),
                        FinishReason = "stop",
                        Tokens = tokens,
                        CostUsd = cost,
                        CompletedAt = Start.AddSeconds(from + seconds - 0.1),
                        DurationSeconds = seconds - 0.3,
                    },
                ],
            },
        ],
    };
}
