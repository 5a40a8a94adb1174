using Agents.Core.Designs;
using Agents.Core.Json;

namespace Agents.Core.Executions;

/// <summary>The result of a step that consists of branches (formats §A.3, §B.3).</summary>
internal static class CompositeOutput
{
    public static JsonValue Of(Composite composite) => composite.Shape switch
    {
        { Kind: CompositeKind.Try } => OfTry(composite),
        { Kind: CompositeKind.Fork } shape => OfFork(composite, shape.Appends),
        { Kind: CompositeKind.Map } => Items(composite),
        { Kind: CompositeKind.Design } shape => OfDesign(composite, shape.Ends),
        { Kind: CompositeKind.Pattern } => composite.FirstDone?.Result ?? JsonValue.Null,
        { Aggregation: "first" } => composite.FirstDone?.Result ?? JsonValue.Null,
        { Kind: CompositeKind.Parallel, Aggregation: "array" } => JsonArray.From(Done(composite).Select(static branch => branch.Result)),
        { Kind: CompositeKind.Parallel } => JsonObject.From(Done(composite).Select(static branch => KeyValuePair.Create(branch.Key, branch.Result))),
        { Aggregation: "array" } => Items(composite),
        { Aggregation: "merge" } => Merged(composite),
        _ => JsonObject.Of(("results", Items(composite)), ("count", composite.Ended.Count)),
    };

    private static IEnumerable<BranchResult> Done(Composite composite) => composite.Ended.Values.Where(static branch => branch.Error is null);

    private static JsonArray Items(Composite composite)
        => JsonArray.From(composite.Ended.Values.Select(static item => item.Error is null ? item.Result : Failed(item.Error)));

    private static JsonObject Merged(Composite composite)
    {
        var merged = new JsonObjectBuilder();
        foreach (var (key, value) in Done(composite).Select(static item => item.Result).OfType<JsonObject>().SelectMany(static result => result))
        {
            merged.Set(key, value);
        }

        return merged.Build();
    }

    private static JsonObject OfFork(Composite composite, IReadOnlyList<string> appends)
    {
        var fields = new JsonObjectBuilder();
        var lists = new Dictionary<string, List<JsonValue>>();
        foreach (var (field, value) in Done(composite).SelectMany(static branch => (JsonObject)branch.Result))
        {
            if (value is JsonArray items && appends.Contains(field))
            {
                if (!lists.TryGetValue(field, out var list))
                {
                    lists.Add(field, list = []);
                }

                list.AddRange(items);
                fields.Set(field, JsonArray.Empty);
            }
            else
            {
                fields.Set(field, value);
            }
        }

        foreach (var (field, items) in lists)
        {
            fields.Set(field, JsonArray.From(items));
        }

        return fields.Build();
    }

    private static JsonObject OfDesign(Composite composite, IReadOnlyList<int> ends)
    {
        var taken = composite.Ended.Where(static branch => branch.Value is { IsSkipped: false, Error: null }).ToList();
        var final = taken.Where(branch => ends.Contains(branch.Key)).Select(static branch => branch.Value).ToList();
        return JsonObject.Of(
            ("final_result", final is [var only] ? BlockResults.Final(only.Result) : JsonObject.From(final.Select(static branch => KeyValuePair.Create(branch.Key, BlockResults.Final(branch.Result))))),
            ("results", JsonObject.From(taken.Select(static branch => KeyValuePair.Create(branch.Value.Key, branch.Value.Result)))));
    }

    private static JsonValue OfTry(Composite composite)
        => composite.Ended.GetValueOrDefault(TryBlock.Catch.Index) is { Error: null } caught ? caught.Result
            : composite.Ended.GetValueOrDefault(TryBlock.Try.Index)?.Result ?? JsonValue.Null;

    private static JsonObject Failed(ExecutionError error)
    {
        var json = new JsonObjectBuilder(4);
        json.Set("category", error.Category);
        if (error.Code is not null)
        {
            json.Set("code", error.Code);
        }

        json.Set("message", error.Message);
        json.Set("state", error.State);
        return JsonObject.Of(("error", json.Build()));
    }
}
