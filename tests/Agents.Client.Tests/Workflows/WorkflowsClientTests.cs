using Agents.Client.Problems;
using Agents.Client.Workflows;

namespace Agents.Client.Tests.Workflows;

public sealed class WorkflowsClientTests
{
    [Fact]
    public async Task Create_OfAnInvalidDefinitionCarriesEveryDiagnostic()
    {
        await using var server = await ScriptedServer.StartAsync(answers: ScriptedServer.Reply(
            """
            {"title":"Unprocessable","status":422,"code":"invalid_definition","detail":"2 problems","diagnostics":[
             {"code":"UNKNOWN_STATE_TYPE","severity":"error","path":"/states/0/type","line":3,"column":9,"message":"no such type","hint":"did you mean switch?"},
             {"code":"UNREACHABLE_STATE","severity":"warning","path":"/states/1","message":"never reached"}]}
            """,
            422));

        var refusal = await Should.ThrowAsync<AgentsApiException>(() => server.Client.Workflows.CreateAsync("states: []"));

        refusal.Problem.Code.ShouldBe("invalid_definition");
        refusal.Problem.Diagnostics.Select(found => (found.Code, found.Line)).ShouldBe([("UNKNOWN_STATE_TYPE", 3), ("UNREACHABLE_STATE", 0)]);
        refusal.Problem.Diagnostics[0].Hint.ShouldBe("did you mean switch?");
        server.Requests.Single().Headers["Content-Type"].ShouldBe("application/yaml; charset=utf-8");
    }

    [Fact]
    public async Task Validate_SendsStrictAndReturnsWhatWasFound()
    {
        await using var server = await ScriptedServer.StartAsync(answers: ScriptedServer.Reply(
            """{"id":"x","version":0,"created":false,"valid":false,"diagnostics":[{"code":"C","severity":"error","path":"","message":"m"}]}"""));

        var result = await server.Client.Workflows.ValidateAsync("id: x", strict: true);

        result.Valid.ShouldBeFalse();
        result.Diagnostics.Count.ShouldBe(1);
        server.Requests.Single().Target.ShouldBe("/api/v1/workflows/validate?strict=true");
    }

    [Fact]
    public async Task Graph_ReadsPositions()
    {
        await using var server = await ScriptedServer.StartAsync(answers: ScriptedServer.Reply(
            """
            {"workflow_id":"g","version":3,"width":400,"height":90,
             "nodes":[{"id":"a","type":"agent.run","x":10,"y":20,"width":160,"height":48,"label":null,"parent":null}],
             "edges":[{"from":"a","to":"@end","label":"default","kind":"default","points":[{"x":170,"y":44},{"x":200,"y":44}],"label_at":{"x":172,"y":40}}]}
            """));

        var graph = await server.Client.Workflows.GetGraphAsync("g", version: 3);

        graph.Nodes.Single().Width.ShouldBe(160);
        graph.Edges.Single().LabelAt.ShouldBe(new(172, 40));
        graph.Edges.Single().Points.Select(point => point.X).ShouldBe([170, 200]);
        server.Requests.Single().Target.ShouldBe("/api/v1/workflows/g/graph?format=json&version=3");
    }

    [Fact]
    public async Task Update_NamesTheVersionThatItReplaces()
    {
        await using var server = await ScriptedServer.StartAsync(answers: ScriptedServer.Reply("""{"id":"a b","version":4,"created":true,"valid":true}"""));

        (await server.Client.Workflows.UpdateAsync("a b", "id: a b", expectedVersion: 3)).Version.ShouldBe(4);

        server.Requests.Single().Target.ShouldBe("/api/v1/workflows/a%20b");
        server.Requests.Single().Headers["If-Match"].ShouldBe("\"3\"");
    }

    [Fact]
    public async Task Diff_ReadsLinesAndValues()
    {
        await using var server = await ScriptedServer.StartAsync(answers: ScriptedServer.Reply(
            """
            {"workflow_id":"g","from":1,"to":2,"lines_added":1,"lines_removed":0,
             "hunks":[{"from_line":0,"from_count":0,"to_line":1,"to_count":1,"lines":[{"kind":"added","text":"x: 1"}]}],
             "changes":[{"kind":"changed","subject":"state","name":"s","parts":[{"path":"x","before":null,"after":{"a":[1]}}]}]}
            """));

        var diff = await server.Client.Workflows.DiffAsync("g", 1, 2);

        diff.Hunks.Single().Lines.Single().ShouldBe(new(DiffLineKinds.Added, "x: 1"));
        diff.Changes.Single().Parts.Single().ShouldSatisfyAllConditions(
            static part => part.Before.ShouldBeNull(), static part => part.After!.Value.GetProperty("a")[0].GetInt32().ShouldBe(1));
        server.Requests.Single().Target.ShouldBe("/api/v1/workflows/g/versions/1/diff/2");
    }
}
