import DefaultTheme from "vitepress/theme";
import Layout from "./Layout.vue";
import "./archive.css";

export default { extends: DefaultTheme, Layout };
