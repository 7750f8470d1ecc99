require("../source").startPack(__dirname);
