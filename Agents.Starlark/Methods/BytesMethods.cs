namespace Agents.Starlark;

internal static class BytesMethods
{
    public static MethodTable Table { get; } = new(
        Method.Of<StarlarkBytes>("elems", "", (self, a) =>
        {
            a.Thread.Reserve(Footprint.Closure);
            return new StarlarkElements(self);
        }));
}
