releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            build('Package') {
                commands 'make'
                output 'Jar', files: ['target/*.jar', '/tmp/*.jar', '../out/**', 'target\\x.jar']
            }
        }
    }
}
