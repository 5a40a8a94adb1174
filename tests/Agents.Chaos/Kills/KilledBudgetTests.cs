using System.Text.Json;
using Agents.Client;
using Agents.Client.Executions;
using Agents.Testing.Models;
using Agents.Testing.Processes;

namespace Agents.Chaos.Kills;

/// <summary>SIGKILL while many calls are under way on budgets that do not allow all of them: nothing is spent that was not allowed, and raising them finishes everything.</summary>
public sealed class KilledBudgetTests
{
    private const int Calls = 60;
    private const int Allowed = 25;

    private const string Writer = """
        id: writer
        llm: {max_tokens: 7}
        agents: {writer: {instructions: "Write."}}
        states: [{name: write, type: agent, agent: writer, task: "Write {{ input.n }}", end: true}]
        """;

    private const string Children = """
        id: children
        states:
          - name: each
            type: foreach
            itemsPath: input.items
            itemName: it
            maxConcurrency: 60
            iterator: {states: [{name: call, type: workflow, workflow: writer, input: {n: "{{ it }}"}, end: true}]}
            end: true
        """;

    private const string Agents = """
        id: agents
        llm: {max_tokens: 7}
        agents: {writer: {instructions: "Write."}}
        states:
          - name: each
            type: foreach
            itemsPath: input.items
            itemName: it
            maxConcurrency: 60
            iterator: {states: [{name: write, type: agent, agent: writer, task: "Write {{ it }}", end: true}]}
            end: true
        """;

    // What sub-workflows share is reserved on disk: not one call more is made. An execution's own reservations are in memory, and each of the two kills
    // may lose the answers of all calls that were under way; what is recorded never exceeds the budget either way.
    [Theory]
    [InlineData("agents", 3 * Allowed)]
    [InlineData("children", Allowed)]
    public async Task KilledSilo_SpendsNoMoreThanTheBudget_AndFinishesWhenItIsRaised(string workflow, int mostAsked)
    {
        var data = Directory.CreateTempSubdirectory("agents-chaos").FullName;
        await using var model = await ScriptedOpenAIServer.StartAsync(OpenAIAnswer.Text("done"));
        var settings = new Dictionary<string, string>
        {
            ["Models__Providers__openai__BaseUrl"] = model.BaseUrl.ToString(),
            ["Models__Providers__openai__DefaultModel"] = "gpt-4o-mini",
        };

        string id;
        await using (var silo = await SiloProcess.StartAsync(data, settings))
        {
            foreach (var definition in new[] { Writer, Children, Agents })
            {
                await silo.CreateWorkflowAsync(definition);
            }

            id = (await ClientOf(silo).Executions.StartAsync(new StartExecution(workflow)
            {
                Inputs = JsonSerializer.SerializeToElement(new { items = Enumerable.Range(0, Calls) }),
                Budget = new BudgetRecord { ModelCalls = Allowed },
            })).Id;
            await ArriveAsync(model, Allowed / 3);
            await silo.KillAsync();
        }

        await using (var silo = await SiloProcess.StartAsync(data, settings))
        {
            await ArriveAsync(model, Allowed / 3);
            await silo.KillAsync();
        }

        await using (var silo = await SiloProcess.StartAsync(data, settings))
        {
            var client = ClientOf(silo);
            await SpentAsync(client, id);
            // A call that is made again under its key is the same call: only those that nobody asked for before are new.
            Keys(model).ShouldBeInRange(Allowed, mostAsked);

            await client.Budgets.SetAsync(id, new BudgetRecord { ModelCalls = Calls });
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            await foreach (var _ in client.Executions.StreamAsync(id, cancellationToken: patience.Token))
            {
                // The stream closes after the last event.
            }

            (await client.Executions.GetAsync(id)).Status.ShouldBe("completed");
            Keys(model).ShouldBe(Calls);
        }

        Directory.Delete(data, recursive: true);
    }

    private static AgentsClient ClientOf(SiloProcess silo) => new(new HttpClient { BaseAddress = silo.Url });

    private static int Keys(ScriptedOpenAIServer model) => model.Requests.Select(static request => request.IdempotencyKey).Distinct().Count();

    private static async Task ArriveAsync(ScriptedOpenAIServer model, int count)
    {
        for (var call = 0; call < count; call++)
        {
            await model.ArrivalAsync(CancellationToken.None);
        }
    }

    private static async Task SpentAsync(AgentsClient client, string id)
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            var budget = await client.Budgets.GetAsync(id);
            if (budget is { Used.ModelCalls: Allowed, Reserved.ModelCalls: 0 } && (await client.GetStatusAsync()).ActiveExecutions.ContainsKey("budget_exceeded"))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        throw new TimeoutException("The budget was not spent.");
    }
}
