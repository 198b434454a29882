releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource'; namespace 'App' } }
        stage('Build') {
            build('Package') { agent 'none'; steps { echo 'hello' } }
        }
    }
}
